package io.github.rekey.console;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert.OperatorReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down every verb and answers what it is told to answer. */
final class RecordingOperations implements Operations {
  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile Answer answer = new Accepted("It is on its way.", "inc-1");
  volatile Preview preview = new Refused(Because.NOT_POSSIBLE, "No preview.", "Set one.");

  @Override
  public Answer approve(String incident, @Nullable String planHash, String by) {
    return noted("approve " + incident + " " + planHash + " " + by);
  }

  @Override
  public Answer reject(String incident, String by) {
    return noted("reject " + incident + " " + by);
  }

  @Override
  public Answer rotate(
      ResourceId resource, OperatorReport.Kind kind, @Nullable KeySlot slot, String by) {
    return noted("rotate " + resource.name() + " " + kind + " " + slot + " " + by);
  }

  @Override
  public Answer abort(String rotation, String by) {
    return noted("abort " + rotation + " " + by);
  }

  @Override
  public Answer pauseRotation(String rotation, String by) {
    return noted("pause " + rotation + " " + by);
  }

  @Override
  public Answer resumeRotation(String rotation, String by) {
    return noted("resume " + rotation + " " + by);
  }

  @Override
  public Answer retryRotation(String rotation, String by) {
    return noted("retry " + rotation + " " + by);
  }

  @Override
  public Answer retry(String incident, String by) {
    return noted("retry " + incident + " " + by);
  }

  @Override
  public Answer pause(String by) {
    return noted("pause " + by);
  }

  @Override
  public Answer resume(String by) {
    return noted("resume " + by);
  }

  @Override
  public Preview preview(ResourceId resource, OperatorReport.Kind kind, @Nullable KeySlot slot) {
    calls.add("preview " + resource.name() + " " + kind + " " + slot);
    return preview;
  }

  private Answer noted(String call) {
    calls.add(call);
    return answer;
  }
}
