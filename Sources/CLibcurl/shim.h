#ifndef WEBDRIVER_CLIBCURL_SHIM_H
#define WEBDRIVER_CLIBCURL_SHIM_H

#include <curl/curl.h>

// libcurl sets and reads its options through variadic functions, which Swift does not import. Each function below is one of
// them with one fixed type, so that the compiler checks what libcurl would take on trust: an `int` passed where it reads a
// `long` is undefined behaviour in C, and a type error here.

#if LIBCURL_VERSION_NUM < 0x075000
#error "libcurl 7.80 or later is needed: CURLOPT_PREREQFUNCTION is what keeps a request from being sent twice"
#endif

// curl_easy_setopt is variadic: options that take a `long`.
static inline CURLcode webdriver_easy_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt is variadic: options that take a `curl_off_t`, whose names end in `_LARGE`.
static inline CURLcode webdriver_easy_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt is variadic: options that take a C string, which libcurl copies.
static inline CURLcode webdriver_easy_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt is variadic: options that take a pointer, which libcurl keeps and does not copy.
static inline CURLcode webdriver_easy_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt is variadic: CURLOPT_HTTPHEADER, a list that has to outlive the transfer.
static inline CURLcode webdriver_easy_setopt_headers(CURL *handle, struct curl_slist *value) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, value);
}

// curl_easy_setopt is variadic, and its callbacks each have a type of their own: the body's bytes, as they come.
static inline CURLcode webdriver_easy_setopt_write_function(CURL *handle, curl_write_callback value) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, value);
}

// curl_easy_setopt is variadic: the header lines, one at a time. Same type as the body's, by libcurl's own documentation.
static inline CURLcode webdriver_easy_setopt_header_function(CURL *handle, curl_write_callback value) {
    return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, value);
}

// curl_easy_setopt is variadic: called each time that libcurl is about to send the request.
static inline CURLcode webdriver_easy_setopt_prereq_function(CURL *handle, curl_prereq_callback value) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

// curl_multi_setopt is variadic: which descriptors libcurl wants to have waited for.
static inline CURLMcode webdriver_multi_setopt_socket_function(CURLM *handle, curl_socket_callback value, void *data) {
    CURLMcode result = curl_multi_setopt(handle, CURLMOPT_SOCKETDATA, data);
    return result != CURLM_OK ? result : curl_multi_setopt(handle, CURLMOPT_SOCKETFUNCTION, value);
}

// curl_multi_setopt is variadic: when libcurl wants to be called if nothing else happens.
static inline CURLMcode webdriver_multi_setopt_timer_function(CURLM *handle, curl_multi_timer_callback value, void *data) {
    CURLMcode result = curl_multi_setopt(handle, CURLMOPT_TIMERDATA, data);
    return result != CURLM_OK ? result : curl_multi_setopt(handle, CURLMOPT_TIMERFUNCTION, value);
}

// Two options in one, by the age of libcurl: the older is deprecated, and the newer is missing before 7.85.
static inline CURLcode webdriver_easy_allow_http_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Lets a transfer be taken away while its host name is still being looked up: without this option, libcurl waits for the
// look-up's thread to end, which takes as long as the name server likes. Missing before 7.87, where that wait stays.
static inline CURLcode webdriver_easy_abandon_lookups(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)handle;
    return CURLE_OK;
#endif
}

// curl_easy_getinfo is variadic: values of type `long`.
static inline CURLcode webdriver_easy_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

// curl_easy_getinfo is variadic: values of type `curl_off_t`, whose names end in `_T`.
static inline CURLcode webdriver_easy_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

#endif
