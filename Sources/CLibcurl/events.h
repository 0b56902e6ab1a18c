#ifndef WEBDRIVER_EVENTS_H
#define WEBDRIVER_EVENTS_H

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

// Linux's epoll and timer descriptors, which Swift's Glibc module lacks. Each function is one system call with its constants.

// A set of descriptors to wait for; -1 when there is none to be had.
static inline int webdriver_epoll_create(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

// Waits for `descriptor` from now on, or no longer if it is to be waited for neither to be readable nor to be writable.
static inline void webdriver_epoll_set(int epoll, int descriptor, _Bool readable, _Bool writable) {
    struct epoll_event event = {.events = (readable ? EPOLLIN : 0) | (writable ? EPOLLOUT : 0), .data = {.fd = descriptor}};
    if (!readable && !writable) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event);
    } else if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0) {
        epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event);
    }
}

// Waits for one descriptor and gives it, or -1 for none: a signal came between.
static inline int webdriver_epoll_wait(int epoll, _Bool *readable, _Bool *writable, _Bool *failed) {
    struct epoll_event event;
    if (epoll_wait(epoll, &event, 1, -1) != 1) return -1;
    *readable = (event.events & (EPOLLIN | EPOLLHUP)) != 0;
    *writable = (event.events & EPOLLOUT) != 0;
    *failed = (event.events & EPOLLERR) != 0;
    return event.data.fd;
}

// A descriptor that becomes readable at a set time; -1 when there is none to be had.
static inline int webdriver_timer_create(void) {
    return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
}

// Sets the time, in nanoseconds of the monotonic clock; what has passed is now.
static inline void webdriver_timer_set(int timer, int64_t at) {
    struct itimerspec time = {.it_value = {.tv_sec = at / 1000000000, .tv_nsec = at % 1000000000}};
    if (at <= 0) time.it_value.tv_nsec = 1;
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &time, NULL);
}

#endif
