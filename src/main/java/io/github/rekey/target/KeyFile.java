package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.Fence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * A file that is replaced as a whole or not at all: a temporary file beside it, which only its
 * owner may read, gets the file's owner, group and mode and takes its name. An edit that is seen in
 * between is not overwritten. Behind a symbolic link the file that it leads to is replaced.
 */
final class KeyFile {
  private static final long MOST_BYTES = 1 << 20;

  /** Two resources may have their connection strings in one file. */
  private static final Map<Path, Lock> ONE_AT_A_TIME = new ConcurrentHashMap<>();

  private final Path path;
  private final Disk disk;

  KeyFile(Path path, Disk disk) {
    this.path = path;
    this.disk = disk;
  }

  /** The file as it was at one moment. */
  record Snapshot(Path real, byte[] content, PosixFileAttributes state) {
    /** One character a byte, so that whatever is not changed is written back as it was. */
    String text() {
      return new String(content, StandardCharsets.ISO_8859_1);
    }

    private boolean same(Snapshot other) {
      return real.equals(other.real)
          && Arrays.equals(content, other.content)
          && state.lastModifiedTime().equals(other.state.lastModifiedTime())
          && String.valueOf(state.fileKey()).equals(String.valueOf(other.state.fileKey()))
          && state.permissions().equals(other.state.permissions())
          && state.owner().equals(other.state.owner())
          && state.group().equals(other.state.group());
    }

    @Override
    public String toString() {
      return "Snapshot(" + real + ", hidden)";
    }
  }

  Path path() {
    return path;
  }

  Snapshot read() {
    try {
      Path real = path.toRealPath();
      PosixFileAttributes state = disk.attributes(real);
      if (!state.isRegularFile() || state.size() > MOST_BYTES) {
        throw failed(Kind.REFUSED, "is no plain file of at most 1 MiB; name another path");
      }
      return new Snapshot(real, disk.load(real), state);
    } catch (IOException e) {
      throw classified(e, "read");
    } catch (UnsupportedOperationException e) {
      throw failed(Kind.REFUSED, "is on a file system without owners and modes; move it");
    }
  }

  /** Replaces the content, unless the file is not as it was any more. */
  void replace(Snapshot before, String text, Fence fence) {
    Lock turn = turn(before.real());
    turn.lock();
    try {
      refuseHardLinks(before);
      rename(before, text.getBytes(StandardCharsets.ISO_8859_1), fence);
    } catch (IOException e) {
      throw classified(e, "replaced");
    } finally {
      turn.unlock();
    }
    makeLasting(before.real());
  }

  /** Removes what a crash between creating and renaming left behind. */
  void removeLeftovers(Fence fence) {
    try {
      removeLeftovers(path.toRealPath(), fence);
    } catch (IOException e) {
      throw classified(e, "cleared of leftovers");
    }
  }

  private void removeLeftovers(Path real, Fence fence) throws IOException {
    Lock turn = turn(real);
    turn.lock();
    try {
      Pattern name = Pattern.compile(Pattern.quote(prefix(real)) + "[0-9a-f]{8}");
      for (Path left : disk.find(folder(real), f -> name.matcher(name(f)).matches())) {
        fence.check();
        disk.delete(left);
      }
    } finally {
      turn.unlock();
    }
  }

  private static Lock turn(Path real) {
    return ONE_AT_A_TIME.computeIfAbsent(real, file -> new ReentrantLock());
  }

  private void rename(Snapshot before, byte[] next, Fence fence) throws IOException {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Path temporary = before.real().resolveSibling(prefix(before.real()) + suffix);
    fence.check();
    try {
      disk.create(temporary, next);
      setOwners(temporary, before.state());
      if (!read().same(before)) {
        throw edited();
      }
      fence.check();
      disk.setMode(temporary, before.state());
      disk.rename(temporary, before.real());
    } catch (NoSuchFileException somebodyRemovedIt) {
      throw edited();
    } finally {
      disk.delete(temporary);
    }
  }

  private void setOwners(Path temporary, PosixFileAttributes like) throws IOException {
    try {
      disk.setOwners(temporary, like);
    } catch (FileSystemException notPermitted) {
      throw failed(
          Kind.REFUSED,
          "belongs to %s and group %s, which Rekey's user may not give to a new file; let Rekey run"
                  .formatted(like.owner().getName(), like.group().getName())
              + " as that user, and in that group");
    }
  }

  private void refuseHardLinks(Snapshot before) throws IOException {
    if (disk.links(before.real()) > 1) {
      throw failed(
          Kind.REFUSED,
          "has more than one name (hard links), and only one of them would get the new key; use a"
              + " symbolic link");
    }
  }

  /** The file is replaced by now; only a power cut could still bring the old one back. */
  private void makeLasting(Path real) {
    try {
      disk.sync(folder(real));
    } catch (IOException e) {
      throw new CallFailed(
          Kind.UNAVAILABLE,
          "file %s was replaced, but its folder could not be synced (%s); it is looked at again"
              .formatted(path, reason(e)),
          true,
          null,
          null);
    }
  }

  private static String prefix(Path real) {
    return "." + name(real) + ".rekey-";
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Path folder(Path real) {
    return real.resolveSibling("");
  }

  private CallFailed edited() {
    return failed(Kind.CONFLICT, "is being changed by somebody else; it is read again later");
  }

  private CallFailed classified(IOException e, String what) {
    if (e instanceof NoSuchFileException) {
      return failed(Kind.GONE, "is not there; check its path in rekey.yaml");
    }
    if (e instanceof AccessDeniedException) {
      return failed(
          Kind.NO_RIGHT,
          "may not be %s; grant Rekey's user to read it and to list and write its folder"
              .formatted(what));
    }
    return failed(
        Kind.UNAVAILABLE,
        "could not be %s (%s); it is tried again later".formatted(what, reason(e)));
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException told && told.getReason() != null
        ? told.getReason()
        : e.getClass().getSimpleName();
  }

  private CallFailed failed(Kind kind, String what) {
    return new CallFailed(kind, "file " + path + " " + what, false, null, null);
  }
}
