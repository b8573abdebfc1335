package io.github.rekey.triage;

/** The pause of everything, in memory. */
public final class PaperControls implements Controls {
  private boolean paused;

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public void pause(boolean now, String by) {
    paused = now;
  }
}
