package peyk.domain.firmware;

import peyk.domain.device.Imei;

/**
 * A tracker's question whether there is newer firmware for it.
 *
 * @param serial as sent
 * @param version the firmware that it runs
 */
public record FirmwareCheck(Imei imei, String serial, Hardware hardware, long version) {}
