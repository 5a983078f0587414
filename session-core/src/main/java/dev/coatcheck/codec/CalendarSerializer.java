package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** A calendar's instant, zone and rules, which its fields follow from. */
@SuppressWarnings("JavaUtilDate") // sessions hold them
final class CalendarSerializer extends AttributeSerializer<GregorianCalendar> {

  @Override
  void write(GraphKryo kryo, Output output, GregorianCalendar value) {
    // a copy: asking for the time completes the fields, and reading must not change the object
    GregorianCalendar calendar = (GregorianCalendar) value.clone();
    output.writeLong(calendar.getTimeInMillis());
    output.writeBoolean(calendar.isLenient());
    output.writeByte(calendar.getFirstDayOfWeek());
    output.writeByte(calendar.getMinimalDaysInFirstWeek());
    output.writeLong(calendar.getGregorianChange().getTime());
    kryo.writePart(output, value.getTimeZone(), "zone");
  }

  @Override
  GregorianCalendar read(
      GraphKryo kryo, BoundedInput input, Class<? extends GregorianCalendar> type) {
    final long time = input.readLong();
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    kryo.reference(calendar);
    calendar.setLenient(input.readBoolean());
    calendar.setFirstDayOfWeek(input.readByte());
    calendar.setMinimalDaysInFirstWeek(input.readByte());
    calendar.setGregorianChange(new Date(input.readLong()));
    calendar.setTimeZone((TimeZone) kryo.readClassAndObject(input));
    calendar.setTimeInMillis(time);
    return calendar;
  }
}
