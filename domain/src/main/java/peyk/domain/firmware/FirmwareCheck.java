package peyk.domain.firmware;

import peyk.domain.device.Imei;

/**
 * A tracker's request for newer firmware.
 *
 * @param serial as received
 * @param version the firmware that it runs
 */
public record FirmwareCheck(Imei imei, String serial, Hardware hardware, long version) {}
