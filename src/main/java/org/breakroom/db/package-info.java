/** Tables, as jOOQ generates them from the migrations. Who may touch which is read from here by a shape test. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.breakroom.db;
