/** Calendars: what other rooms know of somebody's days, as calendar files and under a private address. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "access", "answer", "ui", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.calendar;
