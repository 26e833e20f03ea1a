package peyk.adapters.sandbox.traccar;

import peyk.adapters.sandbox.StateLock;

/** The whole state of the simulated Traccar. Use it only under {@link #lock()}. */
final class TraccarState {
  private final TraccarOptions options;
  private final StateLock lock = new StateLock();
  private final Users users = new Users();
  private final Devices devices = new Devices();
  private final Groups groups = new Groups();
  private final Notifications notifications = new Notifications();
  private final Links links = new Links();
  private final Events events = new Events();
  private final Positions positions = new Positions();
  private final Sessions sessions = new Sessions();
  private final AccessRules access = new AccessRules(users, devices, groups, links);
  private final Tokens tokens;
  private final Authentication authentication;

  TraccarState(TraccarOptions options) {
    this.options = options;
    tokens = new Tokens(options.clock());
    authentication = new Authentication(users, tokens, sessions, options.released());
  }

  TraccarOptions options() {
    return options;
  }

  StateLock lock() {
    return lock;
  }

  Users users() {
    return users;
  }

  Devices devices() {
    return devices;
  }

  Groups groups() {
    return groups;
  }

  Notifications notifications() {
    return notifications;
  }

  Links links() {
    return links;
  }

  Events events() {
    return events;
  }

  Positions positions() {
    return positions;
  }

  Sessions sessions() {
    return sessions;
  }

  AccessRules access() {
    return access;
  }

  Tokens tokens() {
    return tokens;
  }

  Authentication authentication() {
    return authentication;
  }

  void deleteUser(long id) {
    users.remove(id);
    links.removeAll("userId", id);
  }

  void deleteDevice(long id) {
    devices.remove(id);
    links.removeAll("deviceId", id);
  }

  void deleteGroup(long id) {
    groups.remove(id);
    links.removeAll("groupId", id);
  }

  void deleteNotification(long id) {
    notifications.remove(id);
    links.removeAll("notificationId", id);
  }
}
