package peyk.adapters.http.mobile;

import peyk.application.device.CheckDevice;
import peyk.application.device.RegisterDevice;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.SignIn;
import peyk.domain.otp.PhoneNumberParser;

/** What the mobile app can ask for. */
public record MobileUseCases(
    PhoneNumberParser phones,
    RequestOtp requestOtp,
    SignIn signIn,
    RegisterDevice registerDevice,
    CheckDevice checkDevice) {}
