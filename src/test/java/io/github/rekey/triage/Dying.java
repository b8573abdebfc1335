package io.github.rekey.triage;

import io.github.rekey.rotation.Killer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stores as a process that may be killed reads and writes them: each call is a transaction. */
final class Dying {
  private Dying() {}

  static <T> T store(Class<T> port, T kept, Killer killer) {
    String of = " of " + port.getSimpleName();
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              killer.around("before " + method.getName() + of);
              Answered answer = killer.atOnce(() -> call(method, kept, arguments));
              killer.around("after " + method.getName() + of);
              return answer.value();
            }));
  }

  private record Answered(Object value) {}

  private static Answered call(Method method, Object kept, Object[] arguments) {
    try {
      return new Answered(method.invoke(kept, arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
