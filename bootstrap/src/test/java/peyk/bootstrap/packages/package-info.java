/** What {@code -Ppackages} leaves in {@code target}: unpacked, checked and started. */
package peyk.bootstrap.packages;
