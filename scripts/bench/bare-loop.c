// The least that a WebDriver client can do: one libcurl easy handle, used again and again, and answers that nobody reads.
//
// Reads lines `METHOD URL BODY REPEATS` (a body without spaces, `-` for none) and answers each with that many durations in
// nanoseconds, on one line. The URL may hold `{}`, for which the lines of the file given as first argument stand in turn, and then one
// duration covers them all.

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char answer[1 << 24];
static size_t answered;

static size_t take(char *bytes, size_t size, size_t count, void *unused) {
    (void)unused;
    size_t length = size * count;
    if (answered + length > sizeof answer) return 0;
    memcpy(answer + answered, bytes, length);
    answered += length;
    return length;
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void exchange(CURL *curl, const char *url) {
    answered = 0;
    long status = 0;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (result != CURLE_OK || status != 200) {
        fprintf(stderr, "%s: %s, status %ld: %.*s\n", url, curl_easy_strerror(result), status, (int)answered, answer);
        exit(1);
    }
}

int main(int count, char **arguments) {
    static char names[4096][128];
    int nameCount = 0;
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    while (file && nameCount < 4096 && fscanf(file, "%127s", names[nameCount]) == 1) nameCount++;
    if (file) fclose(file);

    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *curl = curl_easy_init();
    struct curl_slist *headers = NULL;
    headers = curl_slist_append(headers, "Accept: application/json");
    headers = curl_slist_append(headers, "Content-Type: application/json; charset=utf-8");
    headers = curl_slist_append(headers, "Expect:");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");

    static char method[16], url[4096], body[65536], whole[5000];
    int repeats;
    while (scanf("%15s %4095s %65535s %d", method, url, body, &repeats) == 4) {
        if (strcmp(method, "POST") == 0) {
            curl_easy_setopt(curl, CURLOPT_POST, 1L);
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
        } else {
            curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
        }
        char *hole = strstr(url, "{}");
        for (int n = 0; n < repeats; n++) {
            long long start = now();
            if (hole) {
                for (int name = 0; name < nameCount; name++) {
                    *hole = 0;
                    if (snprintf(whole, sizeof whole, "%s%s%s", url, names[name], hole + 2) >= (int)sizeof whole) return 1;
                    *hole = '{';
                    exchange(curl, whole);
                }
            } else {
                exchange(curl, url);
            }
            printf("%lld ", now() - start);
        }
        printf("\n");
        fflush(stdout);
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    curl_global_cleanup();
    return 0;
}
