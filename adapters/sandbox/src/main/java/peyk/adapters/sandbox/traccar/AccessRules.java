package peyk.adapters.sandbox.traccar;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** The rules of who may see, change and command an object, directly or through groups. */
final class AccessRules {
  private final Users users;
  private final Devices devices;
  private final Groups groups;
  private final Links links;

  AccessRules(Users users, Devices devices, Groups groups, Links links) {
    this.users = users;
    this.devices = devices;
    this.groups = groups;
    this.links = links;
  }

  /** The devices linked to a user, directly or through a group. */
  Set<Long> devicesOf(long userId) {
    var linked = new LinkedHashSet<>(links.table(LinkKind.USER_DEVICE).itemsOf(userId));
    for (var groupId : links.table(LinkKind.USER_GROUP).itemsOf(userId)) {
      groups.descendants(groupId).forEach(inner -> linked.addAll(devices.inGroup(inner)));
    }
    return linked;
  }

  /** The users to whom a device is linked, directly or through a group. */
  Set<Long> usersOf(Device device) {
    var linked = new LinkedHashSet<>(links.table(LinkKind.USER_DEVICE).ownersOf(device.id));
    for (var groupId : groups.ancestors(device.groupId)) {
      linked.addAll(links.table(LinkKind.USER_GROUP).ownersOf(groupId));
    }
    return linked;
  }

  boolean isLinked(long userId, long deviceId) {
    return links.table(LinkKind.USER_DEVICE).has(userId, deviceId)
        || devices.find(deviceId).map(this::usersOf).orElse(new HashSet<>()).contains(userId);
  }

  void checkAdministrator(Caller caller) {
    if (!caller.isAdministrator()) {
      throw TraccarFailure.denied("Administrator access required");
    }
  }

  /** Checks that the caller may change anything at all. */
  void checkWriting(Caller caller) {
    if (!caller.isAdministrator() && caller.user().readonly) {
      throw TraccarFailure.denied("Write access denied");
    }
  }

  void checkWritingDevices(Caller caller) {
    checkWriting(caller);
    if (!caller.isAdministrator() && caller.user().deviceReadonly) {
      throw TraccarFailure.denied("Write access denied");
    }
  }

  void checkCommanding(Caller caller) {
    if (!caller.isAdministrator() && caller.user().limitCommands) {
      throw TraccarFailure.denied("Command access denied");
    }
  }

  void checkUser(Caller caller, long userId) {
    if (!caller.isAdministrator() && caller.id() != userId) {
      throw TraccarFailure.denied("User access denied");
    }
  }

  void checkDevice(Caller caller, long deviceId) {
    if (!caller.isAdministrator() && !isLinked(caller.id(), deviceId)) {
      throw TraccarFailure.denied("Device access denied");
    }
  }

  void checkGroup(Caller caller, long groupId) {
    if (!caller.isAdministrator() && !links.table(LinkKind.USER_GROUP).has(caller.id(), groupId)) {
      throw TraccarFailure.denied("Group access denied");
    }
  }

  void checkNotification(Caller caller, long notificationId) {
    if (!caller.isAdministrator()
        && !links.table(LinkKind.USER_NOTIFICATION).has(caller.id(), notificationId)) {
      throw TraccarFailure.denied("Notification access denied");
    }
  }

  /** Checks the device limit of a plain user; -1 is no limit. */
  void checkDeviceLimit(Caller caller) {
    var limit = caller.user().deviceLimit;
    if (!caller.isAdministrator() && limit != -1 && devicesOf(caller.id()).size() >= limit) {
      throw TraccarFailure.denied("User device limit reached");
    }
  }

  /** Checks that a plain user changes no rights. Name, email and attributes may change. */
  void checkUserUpdate(Caller caller, User after) {
    var before = users.find(after.id).orElseThrow(() -> TraccarFailure.nullPointer("User.getId()"));
    if (caller.isAdministrator()) {
      return;
    }
    if (before.administrator != after.administrator
        || before.readonly != after.readonly
        || before.disabled != after.disabled
        || before.deviceLimit != after.deviceLimit
        || before.userLimit != after.userLimit
        || before.deviceReadonly != after.deviceReadonly
        || before.limitCommands != after.limitCommands
        || before.disableReports != after.disableReports
        || before.fixedEmail != after.fixedEmail) {
      throw TraccarFailure.denied("Administrator access required");
    }
    if (before.fixedEmail && !Objects.equals(before.email, after.email)) {
      throw TraccarFailure.denied("User email change denied");
    }
  }
}
