/** The wall chart: everyone at a worksite by area, with assessment and marks. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "paper", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.chart;
