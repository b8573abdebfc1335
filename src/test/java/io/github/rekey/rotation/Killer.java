package io.github.rekey.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts the points at which a process touches its journal or the world, and kills it at the chosen
 * one: a dead process touches nothing any more.
 */
public final class Killer implements ToyAzure.Outside {
  /** The process is gone. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    public Killed() {
      super("the process is gone", null, false, false);
    }
  }

  private final int at;
  private final ToyAzure.Outside watch;
  private final List<String> points = new ArrayList<>();
  private boolean dead;
  private boolean withinTransaction;

  /**
   * @param at the point to die at, from 0
   * @param watch sees every point that the living process passes
   */
  public Killer(int at, ToyAzure.Outside watch) {
    this.at = at;
    this.watch = watch;
  }

  /** Lets the process live. */
  public static Killer never(ToyAzure.Outside watch) {
    return new Killer(Integer.MAX_VALUE, watch);
  }

  @Override
  public void around(String point) {
    if (dead) {
      throw new Killed();
    }
    if (withinTransaction) {
      return;
    }
    points.add(point);
    watch.around(point);
    if (points.size() > at) {
      dead = true;
      throw new Killed();
    }
  }

  /** A transaction happens all at once, or not at all. */
  public <T> T atOnce(Supplier<T> transaction) {
    boolean joined = withinTransaction;
    withinTransaction = true;
    try {
      return transaction.get();
    } finally {
      withinTransaction = joined;
    }
  }

  /** All points passed, the last one being where it died, if it did. */
  public List<String> points() {
    return points;
  }

  /** The journal as this process writes to it. */
  public Journal writing(Journal paper) {
    return new Journal() {
      @Override
      public List<JournalEntry> entries(RotationId rotation) {
        return paper.entries(rotation);
      }

      @Override
      public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
        String what = entry.getClass().getSimpleName() + " of step " + (entry.step() + 1);
        around("before append " + what);
        paper.append(rotation, known, entry, fence);
        around("after append " + what);
      }
    };
  }
}
