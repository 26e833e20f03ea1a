package peyk.domain.tracker;

class InMemoryFleetRepositoryTest extends FleetRepositoryContract {
  private final InMemoryFleetRepository fleets = new InMemoryFleetRepository();

  @Override
  protected FleetRepository fleets() {
    return fleets;
  }
}
