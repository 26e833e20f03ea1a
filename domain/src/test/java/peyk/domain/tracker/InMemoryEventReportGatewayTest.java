package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.DeviceId;

class InMemoryEventReportGatewayTest extends EventReportGatewayContract {
  private final InMemoryEventReportGateway reports = new InMemoryEventReportGateway();
  private long lastDevice;
  private long lastEvent;

  @Override
  protected EventReportGateway reports() {
    return reports;
  }

  @Override
  protected DeviceId aDevice() {
    return new DeviceId(++lastDevice);
  }

  @Override
  protected void answer(DeviceId device, Instant at, String result) {
    reports.add(new TrackerEvent(++lastEvent, device, at, result));
  }

  @Override
  protected void breakDown() {
    reports.outage().begin();
  }
}
