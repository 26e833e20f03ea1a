/** How fast the service is, beside what the machine could do at best. */
package peyk.bootstrap.benchmark;
