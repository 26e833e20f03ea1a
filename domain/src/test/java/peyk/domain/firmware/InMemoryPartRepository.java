package peyk.domain.firmware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts in memory, where these, for once, are as long as they are. */
public final class InMemoryPartRepository implements PartRepository {
  private record Key(ReleaseId release, String name) {}

  private final Map<Key, byte[]> contents = new HashMap<>();
  private final InMemoryReleaseRepository releases;

  InMemoryPartRepository(InMemoryReleaseRepository releases) {
    this.releases = releases;
  }

  @Override
  public Upload store(
      ReleaseId release, String name, InputStream content, long atMost, Optional<String> sha256)
      throws IOException {
    var before = releases.find(release);
    if (before.isEmpty()) {
      return new Upload.NoSuchRelease();
    }
    if (!before.get().takesParts()) {
      return new Upload.NotADraft();
    }
    var bytes = content.readNBytes((int) Math.min(atMost + 1, Integer.MAX_VALUE));
    if (bytes.length > atMost) {
      return new Upload.TooLong();
    }
    var part = new Part(name, bytes.length, hash(bytes));
    return sha256.isPresent() && !sha256.get().equalsIgnoreCase(part.sha256())
        ? new Upload.WrongHash(part.sha256())
        : put(release, part, bytes);
  }

  private synchronized Upload put(ReleaseId release, Part part, byte[] content) {
    if (!releases.changeParts(release, parts -> with(parts, part))) {
      return new Upload.NotADraft();
    }
    contents.put(new Key(release, part.name()), content);
    return new Upload.Stored(part);
  }

  private static List<Part> with(List<Part> parts, Part part) {
    var all = new ArrayList<>(without(parts, part.name()));
    all.add(part);
    all.sort(Comparator.comparing(Part::name));
    return all;
  }

  private static List<Part> without(List<Part> parts, String name) {
    return parts.stream().filter(part -> !part.name().equals(name)).toList();
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public synchronized boolean delete(ReleaseId release, String name) {
    var key = new Key(release, name);
    return contents.containsKey(key)
        && releases.changeParts(release, parts -> without(parts, name))
        && contents.remove(key) != null;
  }

  @Override
  public synchronized Optional<InputStream> open(ReleaseId release, String name, long from) {
    return Optional.ofNullable(contents.get(new Key(release, name)))
        .map(content -> {
          int start = (int) Math.min(from, content.length);
          return new ByteArrayInputStream(content, start, content.length - start);
        });
  }
}
