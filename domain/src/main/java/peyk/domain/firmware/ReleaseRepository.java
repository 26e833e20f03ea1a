package peyk.domain.firmware;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.Imei;

/**
 * The releases, at most one for each hardware and version. Every {@link FirmwareCatalog} sees
 * changes made here. Every method throws {@link peyk.domain.StorageUnavailableException} if the
 * database cannot be asked.
 */
public interface ReleaseRepository {
  /** The result of {@link #create}. */
  sealed interface Creation {
    record Created(Release release) implements Creation {}

    /** The request is a repetition; the release is as it is now. */
    record Repeated(Release release) implements Creation {}

    /** There is already a release for this hardware and version. */
    record Exists(ReleaseId id) implements Creation {}

    /** The idempotency key belongs to another request. */
    record KeyInUse() implements Creation {}
  }

  /**
   * The numbers of releases in an import.
   *
   * @param created new, and active for all
   * @param updated with a new link or date; their state stays
   * @param unchanged equal to those that were here
   * @param kept with uploaded parts, which a link does not replace
   */
  record Imported(int created, int updated, int unchanged, int kept) {}

  /** Creates a draft. */
  Creation create(NewRelease wanted, Rollout rollout, Optional<IdempotencyKey> key);

  /**
   * Creates or updates releases with links, active for all, in one transaction.
   *
   * @param releases at most one for each hardware and version
   */
  Imported importAll(List<NewRelease> releases);

  Optional<Release> find(ReleaseId id);

  /**
   * Releases in order of their ids, without standings.
   *
   * @param after only higher ids; 0 = from the first on
   */
  List<Release> list(
      Optional<Hardware> hardware, Optional<ReleaseState> state, long after, int atMost);

  /**
   * Changes a release's state, rollout and round. A release has one caller at a time.
   *
   * @param change called once with the present release, unless there is none
   * @return the result of the change; empty if there is no such release
   */
  Optional<ReleaseEdit> edit(ReleaseId id, Function<Release, ReleaseEdit> change);

  /**
   * Sets or clears the standing of trackers, of all of them or none. A tracker is pinned to at most
   * one release of a hardware: the last pin holds.
   *
   * @return whether there is such a release
   */
  boolean stand(ReleaseId id, Collection<Imei> imeis, Optional<Standing> standing);

  /**
   * The standings of a release, in order of their IMEIs.
   *
   * @param after only higher IMEIs; empty text = from the first on
   */
  Map<Imei, Standing> standings(ReleaseId id, String after, int atMost);
}
