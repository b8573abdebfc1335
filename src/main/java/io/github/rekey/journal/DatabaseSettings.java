package io.github.rekey.journal;

/**
 * Where the journal is kept.
 *
 * @param url {@code jdbc:h2:file:PATH} for one process, or {@code jdbc:postgresql://HOST/NAME} for
 *     several replicas
 * @param user the database user; on H2 it is created with the file and must be its administrator
 * @param password never shown
 * @param poolSize most connections at once; a turn holds one for moments only, and never two
 * @param fsync on H2, whether intents and inbox rows are forced to the disk before they count as
 *     written, which outlives a lost machine and not only a killed process; PostgreSQL decides by
 *     its own {@code synchronous_commit}
 */
public record DatabaseSettings(
    String url, String user, String password, int poolSize, boolean fsync) {
  private static final int USUAL_POOL = 20;

  /** An embedded file with everything else at its default. */
  public static DatabaseSettings embedded(String path) {
    return new DatabaseSettings("jdbc:h2:file:" + path, "rekey", "", USUAL_POOL, true);
  }

  @Override
  public String toString() {
    String place = url.split("[;?]", 2)[0];
    return "DatabaseSettings(" + place + ", user " + user + ", pool " + poolSize + ")";
  }
}
