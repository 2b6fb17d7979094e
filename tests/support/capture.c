/* SPDX-License-Identifier: MIT */
/* Standard error is swapped for a temporary file without a name. */
#include "capture.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int saved = -1, captured = -1;

static int capture_file(void)
{
    int fd = memfd_create("captured", MFD_CLOEXEC);
    /* appending, writes of several threads do not overwrite each other */
    if (fd < 0 || fcntl(fd, F_SETFL, O_APPEND))
        abort();
    return fd;
}

static size_t capture_read(int fd, char *text, size_t size)
{
    ssize_t n = pread(fd, text, size - 1, 0);
    off_t end = lseek(fd, 0, SEEK_END);
    if (n < 0 || end < 0)
        abort();
    text[n] = '\0';
    close(fd);
    return (size_t)end;
}

void capture_start(void)
{
    captured = capture_file();
    saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (saved < 0 || dup2(captured, STDERR_FILENO) < 0)
        abort();
}

size_t capture_end(char *text, size_t size)
{
    if (dup2(saved, STDERR_FILENO) < 0)
        abort();
    close(saved);
    return capture_read(captured, text, size);
}

int child_run(const char *mode, const char *name, const char *value, char *text, size_t size)
{
    int status, fd = capture_file();
    char *argv[] = { (char[]){ "child" }, (char *)(uintptr_t)mode, NULL };
    pid_t pid = fork();
    if (!pid) {
        int null = open("/dev/null", O_RDWR);
        /* a leak may be the purpose; the sanitizer's report would stand in the text */
        setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
        if (value)
            setenv(name, value, 1);
        else
            unsetenv(name);
        if (dup2(null, STDOUT_FILENO) >= 0 && dup2(fd, STDERR_FILENO) >= 0)
            execv("/proc/self/exe", argv);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        abort();
    capture_read(fd, text, size);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
