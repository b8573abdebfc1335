package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real disk on which some calls fail as the kernel would let them. */
final class FaultyDisk extends Disk {
  private Runnable afterLoad = () -> {};
  private CallFailed.@Nullable Kind fault;
  private boolean losingSync;
  private boolean chownForbidden;
  private final List<String> modesUntilTheLast = new ArrayList<>();
  private int renames;

  void fail(CallFailed.Kind kind) {
    fault = kind;
  }

  void afterNextLoad(Runnable work) {
    afterLoad = work;
  }

  void loseNextSync() {
    losingSync = true;
  }

  void forbidChown() {
    chownForbidden = true;
  }

  int renames() {
    return renames;
  }

  List<String> modesUntilTheLast() {
    return modesUntilTheLast;
  }

  @Override
  byte[] load(Path file) throws IOException {
    if (fault == CallFailed.Kind.NO_RIGHT) {
      throw new AccessDeniedException(file.toString());
    }
    byte[] content = super.load(file);
    Runnable work = afterLoad;
    afterLoad = () -> {};
    work.run();
    if (fault == CallFailed.Kind.CONFLICT) {
      touch(file);
    }
    return content;
  }

  @Override
  void create(Path file, byte[] content) throws IOException {
    if (fault == CallFailed.Kind.UNAVAILABLE) {
      super.create(file, new byte[] {content[0]});
      throw new FileSystemException(file.toString(), null, "No space left on device");
    }
    super.create(file, content);
  }

  @Override
  void setOwners(Path file, PosixFileAttributes like) throws IOException {
    if (chownForbidden) {
      throw new FileSystemException(file.toString(), null, "Operation not permitted");
    }
    super.setOwners(file, like);
  }

  @Override
  void setMode(Path file, PosixFileAttributes like) throws IOException {
    modesUntilTheLast.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    super.setMode(file, like);
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    renames++;
    super.rename(from, to);
  }

  @Override
  void sync(Path folder) throws IOException {
    if (losingSync) {
      losingSync = false;
      throw new IOException("asked for by a test");
    }
    super.sync(folder);
  }

  private static void touch(Path file) {
    try {
      FileTime now = Files.getLastModifiedTime(file);
      Files.setLastModifiedTime(file, FileTime.fromMillis(now.toMillis() + 1000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
