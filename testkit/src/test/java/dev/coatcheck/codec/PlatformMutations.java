package dev.coatcheck.codec;

import java.sql.Timestamp;
import java.text.ChoiceFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** How Java's own classes are changed in place, apart from collections. */
final class PlatformMutations {

  private static final List<Rule<?>> RULES =
      List.of(
          rule(StringBuilder.class, "append", text -> text.append('!')),
          rule(StringBuffer.class, "append", text -> text.append('!')),
          rule(Timestamp.class, "setNanos", time -> time.setNanos(1)),
          rule(Date.class, "setTime", date -> date.setTime(date.getTime() + 86_400_000)),
          rule(Calendar.class, "add", calendar -> calendar.add(Calendar.DATE, 1)),
          rule(TimeZone.class, "setRawOffset", zone -> zone.setRawOffset(zone.getRawOffset() + 7)),
          rule(BitSet.class, "flip", bits -> bits.flip(5)),
          rule(AtomicInteger.class, "incrementAndGet", AtomicInteger::incrementAndGet),
          rule(AtomicLong.class, "incrementAndGet", AtomicLong::incrementAndGet),
          rule(AtomicBoolean.class, "set", bool -> bool.set(!bool.get())),
          rule(AtomicIntegerArray.class, "incrementAndGet", all -> all.incrementAndGet(1)),
          rule(AtomicLongArray.class, "incrementAndGet", all -> all.incrementAndGet(1)),
          rule(AtomicReferenceArray.class, "set", all -> setFirst(all)),
          rule(AtomicStampedReference.class, "set", it -> setStamp(it)),
          rule(AtomicMarkableReference.class, "set", it -> setMark(it)),
          rule(DoubleAdder.class, "add", adder -> adder.add(1.5)),
          rule(LongAccumulator.class, "accumulate", largest -> largest.accumulate(1L << 50)),
          rule(Semaphore.class, "release", Semaphore::release),
          rule(AtomicReference.class, "set", PlatformMutations::setReference),
          rule(LongAdder.class, "increment", LongAdder::increment),
          rule(Random.class, "nextInt", Random::nextInt),
          rule(DecimalFormat.class, "applyPattern", format -> format.applyPattern("0.000")),
          rule(DecimalFormatSymbols.class, "setDigit", symbols -> symbols.setDigit('?')),
          rule(MessageFormat.class, "applyPattern", format -> format.applyPattern("{1}")),
          rule(ChoiceFormat.class, "applyPattern", format -> format.applyPattern("0#zero")),
          rule(SimpleDateFormat.class, "applyPattern", format -> format.applyPattern("HH:mm")),
          rule(
              Subject.class,
              "principal added",
              subject -> subject.getPrincipals().add(new X500Principal("CN=Another"))),
          rule(
              Throwable.class,
              "setStackTrace",
              failure -> failure.setStackTrace(new StackTraceElement[0])));

  private PlatformMutations() {}

  /** Null when no rule knows the class. */
  static @Nullable Mutation of(Object value) {
    return RULES.stream()
        .filter(rule -> rule.type.isInstance(value))
        .findFirst()
        .map(Rule::mutation)
        .orElse(null);
  }

  private static <T> Rule<T> rule(Class<T> type, String name, Mutation.TypedChange<T> change) {
    return new Rule<>(type, Mutation.of(name, type, change));
  }

  @SuppressWarnings("unchecked")
  private static void setReference(AtomicReference<?> reference) {
    ((AtomicReference<Object>) reference).set(OtherValues.than(reference.get()));
  }

  @SuppressWarnings("unchecked")
  private static void setFirst(AtomicReferenceArray<?> array) {
    ((AtomicReferenceArray<Object>) array).set(0, OtherValues.than(array.get(0)));
  }

  @SuppressWarnings("unchecked")
  private static void setStamp(AtomicStampedReference<?> reference) {
    ((AtomicStampedReference<Object>) reference).set(reference.getReference(), 42);
  }

  @SuppressWarnings("unchecked")
  private static void setMark(AtomicMarkableReference<?> reference) {
    ((AtomicMarkableReference<Object>) reference)
        .set(reference.getReference(), !reference.isMarked());
  }

  /** A class, its subclasses included, and what changes its objects. */
  private record Rule<T>(Class<T> type, Mutation mutation) {}
}
