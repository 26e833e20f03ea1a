package peyk.domain.firmware;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.Imei;

/**
 * The releases, at most one for each hardware and version. Whatever changes here is noticed by
 * every {@link FirmwareCatalog}. Every method throws {@link
 * peyk.domain.StorageUnavailableException} if the database cannot be asked.
 */
public interface ReleaseRepository {
  /** What became of a wish for a release. */
  sealed interface Creation {
    record Created(Release release) implements Creation {}

    /** The same request was made before: this is what it created, as it is now. */
    record Repeated(Release release) implements Creation {}

    /** There is a release for this hardware and version already. */
    record Exists(ReleaseId id) implements Creation {}

    /** The idempotency key belongs to another request. */
    record KeyInUse() implements Creation {}
  }

  /**
   * What an import did.
   *
   * @param created new, and active for all
   * @param updated whose link or date is another one now; their state stays
   * @param unchanged that were here already, just like that
   * @param kept that have parts here, which a link does not replace
   */
  record Imported(int created, int updated, int unchanged, int kept) {}

  /** Creates a draft. */
  Creation create(NewRelease wanted, Rollout rollout, Optional<IdempotencyKey> key);

  /**
   * Creates or updates releases that have links, active for all: all of them or none.
   *
   * @param releases at most one for each hardware and version
   */
  Imported importAll(List<NewRelease> releases);

  Optional<Release> find(ReleaseId id);

  /**
   * Releases by their ids, the lowest first, without standings.
   *
   * @param after only higher ids; 0 = from the first on
   */
  List<Release> list(
      Optional<Hardware> hardware, Optional<ReleaseState> state, long after, int atMost);

  /**
   * Lets a release be changed: its state, its rollout, its round. One caller at a time for a
   * release.
   *
   * @param change called once with the release as it is, unless there is none
   * @return what the change came to; empty if there is no such release
   */
  Optional<ReleaseEdit> edit(ReleaseId id, Function<Release, ReleaseEdit> change);

  /**
   * Decides about one tracker; without a standing it is treated like all others. A tracker is
   * pinned to one release of a hardware at most: the last pin holds.
   *
   * @return whether there is such a release
   */
  boolean stand(ReleaseId id, Imei imei, Optional<Standing> standing);

  /**
   * The trackers about which was decided, in order of their IMEIs.
   *
   * @param after only higher IMEIs; empty text = from the first on
   */
  Map<Imei, Standing> standings(ReleaseId id, String after, int atMost);
}
