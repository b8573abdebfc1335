package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells a process on this machine to read its files again: the signal goes to the process whose id
 * is in a file, if it is alive and not Rekey or the first process. A process that does not handle
 * the signal is ended by it, as POSIX says.
 */
public final class ProcessSignal {
  /** The signals by which programs are told to load their configuration, or to end. */
  public enum Name {
    HUP,
    USR1,
    USR2,
    TERM
  }

  private static final int PATIENCE_SECONDS = 5;

  private final Path pidFile;
  private final Name name;

  public ProcessSignal(Path pidFile, Name name) {
    this.pidFile = pidFile;
    this.name = name;
  }

  /**
   * Sends it.
   *
   * @return what is being waited for; empty once it is sent
   */
  Optional<String> send(Fence fence) {
    Optional<Long> pid = pid();
    if (pid.isEmpty()) {
      return Optional.of("the process of " + pidFile + " to run");
    }
    if (pid.get() <= 1 || pid.get() == ProcessHandle.current().pid()) {
      throw failed(
          Kind.REFUSED, "names process " + pid.get() + ", which gets no signal of Rekey's");
    }
    fence.check();
    kill(pid.get());
    return Optional.empty();
  }

  private Optional<Long> pid() {
    try {
      String text = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
      if (!text.matches("[0-9]{0,10}")) {
        throw failed(Kind.REFUSED, "holds no process id; correct signal.pidFile");
      }
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(Long.parseLong(text))
              .filter(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
    } catch (IOException e) {
      throw failed(Kind.NO_RIGHT, "cannot be read; grant Rekey's user to read it");
    }
  }

  /** The shell's own kill: images without procps have no /bin/kill. */
  private void kill(long pid) {
    String script = "kill -s \"$1\" \"$2\"";
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", script, "kill", name.name(), Long.toString(pid))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw failed(
            Kind.NO_RIGHT,
            "names process %d, which did not take SIG%s; grant Rekey's user to signal it"
                .formatted(pid, name));
      }
    } catch (IOException e) {
      throw failed(Kind.REFUSED, "is of no use: there is no /bin/sh to send signals with");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(
          Kind.UNAVAILABLE,
          "interrupted while signalling; it is tried again later",
          true,
          null,
          null);
    }
  }

  private CallFailed failed(Kind kind, String what) {
    return new CallFailed(kind, "pid file " + pidFile + " " + what, false, null, null);
  }
}
