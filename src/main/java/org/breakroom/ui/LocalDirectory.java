package org.breakroom.ui;

/** Says how a local is called; the federation's room knows. */
public interface LocalDirectory {
    LocalLine line(int local);
}
