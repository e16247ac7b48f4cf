/*
 * Preloaded into a server, keeps what a power cut would take back. Before each change to a file directly below
 * UNSYNCED_BELOW, the bytes that stand there are appended to <UNSYNCED_LOG>/<name>.undo; fsync and fdatasync
 * empty that log. After SIGKILL the logs say how to undo every change the disk had not promised to keep.
 *
 * With UNSYNCED_DIE_AT=n the process kills itself instead of the n-th such call, so that a crash can be
 * placed between any two of them; <UNSYNCED_LOG>/calls holds their number.
 *
 * Each sync takes UNSYNCED_SYNC_MICROSECONDS longer, as on a slow disk: crashes then fall between write and sync.
 *
 * Not modelled: the -shm file is memory, and removing a file counts as durable at once.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 65536
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* One change: `kept` bytes stood at `offset` of a file of `size` bytes, and `extent` bytes from there change. */
struct change {
  uint64_t offset, extent, size, kept;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* The log of each descriptor, plus one; 0 where nothing is kept. */
static int log_of[MOST_DESCRIPTORS];
static uint64_t calls;

/* To go on without a log would make a loss look like a success. */
static void give_up(const char *why) {
  fprintf(stderr, "unsynced: %s: %s\n", why, strerror(errno));
  abort();
}

static void count_call(void) {
  static int calls_file = -1;
  static uint64_t die_at;
  if (calls_file < 0) {
    char path[PATH_MAX];
    const char *at = getenv("UNSYNCED_DIE_AT");
    die_at = at ? strtoull(at, NULL, 10) : 0;
    snprintf(path, sizeof path, "%s/calls", getenv("UNSYNCED_LOG"));
    calls_file = REAL(open)(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (calls_file < 0) give_up("cannot count");
  }
  calls += 1;
  if (calls == die_at) raise(SIGKILL);
  char text[24];
  int length = snprintf(text, sizeof text, "%llu", (unsigned long long)calls);
  if (REAL(pwrite)(calls_file, text, length, 0) != length) give_up("cannot count");
}

static void slow_down(void) {
  const char *microseconds = getenv("UNSYNCED_SYNC_MICROSECONDS");
  if (microseconds) usleep(atoi(microseconds));
}

static int is_kept(int fd) { return fd >= 0 && fd < MOST_DESCRIPTORS && log_of[fd] > 0; }

static void keep(int fd, uint64_t offset, uint64_t extent) {
  struct stat status;
  if (fstat(fd, &status) != 0) give_up("cannot look at a file");
  uint64_t size = status.st_size;
  uint64_t kept = offset >= size ? 0 : size - offset < extent ? size - offset : extent;
  char *record = malloc(sizeof(struct change) + kept);
  struct change change = {offset, extent, size, kept};
  memcpy(record, &change, sizeof change);
  /* Opened for writing only, a file cannot be read here; SQLite opens for both. */
  if (kept > 0 && pread(fd, record + sizeof change, kept, offset) != (ssize_t)kept) give_up("cannot read");
  ssize_t length = sizeof change + kept;
  if (REAL(write)(log_of[fd] - 1, record, length) != length) give_up("cannot keep");
  free(record);
}

static void opened(const char *path, int fd) {
  const char *below = getenv("UNSYNCED_BELOW");
  if (fd < 0 || fd >= MOST_DESCRIPTORS || !below) return;
  size_t length = strlen(below);
  if (strncmp(path, below, length) != 0 || path[length] != '/') return;
  const char *name = path + length + 1;
  size_t ends = strlen(name);
  struct stat status;
  if (strchr(name, '/') || (ends > 4 && strcmp(name + ends - 4, "-shm") == 0)) return;
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
  if ((fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDWR) return;
  char log[PATH_MAX];
  snprintf(log, sizeof log, "%s/%s.undo", getenv("UNSYNCED_LOG"), name);
  int kept_in = REAL(open)(log, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (kept_in < 0) give_up("cannot open a log");
  pthread_mutex_lock(&lock);
  log_of[fd] = kept_in + 1;
  pthread_mutex_unlock(&lock);
}

#define OPEN(name)                                                                                             \
  int name(const char *path, int flags, ...) {                                                                 \
    va_list rest;                                                                                              \
    va_start(rest, flags);                                                                                     \
    mode_t mode = va_arg(rest, mode_t);                                                                        \
    va_end(rest);                                                                                              \
    int fd = REAL(name)(path, flags, mode);                                                                    \
    int error = errno;                                                                                         \
    opened(path, fd);                                                                                          \
    errno = error;                                                                                             \
    return fd;                                                                                                 \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  pthread_mutex_lock(&lock);
  int log = is_kept(fd) ? log_of[fd] - 1 : -1;
  if (log >= 0) log_of[fd] = 0;
  pthread_mutex_unlock(&lock);
  if (log >= 0) REAL(close)(log);
  return REAL(close)(fd);
}

/* One change at a time: a log must not be emptied between a change being kept and being made. */
#define KEEPING(fd, offset, extent, change)                                                                    \
  if (!is_kept(fd)) return change;                                                                             \
  pthread_mutex_lock(&lock);                                                                                   \
  count_call();                                                                                                \
  keep(fd, offset, extent);                                                                                    \
  __typeof__(change) result = change;                                                                          \
  pthread_mutex_unlock(&lock);                                                                                 \
  return result;

ssize_t write(int fd, const void *bytes, size_t length) {
  KEEPING(fd, lseek(fd, 0, SEEK_CUR), length, REAL(write)(fd, bytes, length))
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  KEEPING(fd, offset, length, REAL(pwrite)(fd, bytes, length, offset))
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  KEEPING(fd, offset, length, REAL(pwrite64)(fd, bytes, length, offset))
}

/* What is cut off is kept; what is added were zeros. */
static uint64_t tail(int fd, uint64_t length) {
  struct stat status;
  if (!is_kept(fd) || fstat(fd, &status) != 0) return 0;
  uint64_t size = status.st_size;
  return size > length ? size - length : 0;
}

int ftruncate(int fd, off_t length) { KEEPING(fd, length, tail(fd, length), REAL(ftruncate)(fd, length)) }

int ftruncate64(int fd, off64_t length) {
  KEEPING(fd, length, tail(fd, length), REAL(ftruncate64)(fd, length))
}

#define SYNC(name)                                                                                             \
  int name(int fd) {                                                                                           \
    if (!is_kept(fd)) return REAL(name)(fd);                                                                   \
    pthread_mutex_lock(&lock);                                                                                 \
    count_call();                                                                                              \
    slow_down();                                                                                               \
    int result = REAL(name)(fd);                                                                               \
    if (result == 0 && REAL(ftruncate)(log_of[fd] - 1, 0) != 0) give_up("cannot empty a log");                  \
    pthread_mutex_unlock(&lock);                                                                               \
    return result;                                                                                             \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  const char *below = getenv("UNSYNCED_BELOW");
  size_t length = below ? strlen(below) : 0;
  if (length > 0 && strncmp(path, below, length) == 0 && path[length] == '/' && !strchr(path + length + 1, '/')) {
    char log[PATH_MAX];
    snprintf(log, sizeof log, "%s/%s.undo", getenv("UNSYNCED_LOG"), path + length + 1);
    pthread_mutex_lock(&lock);
    count_call();
    int result = REAL(unlink)(path);
    if (truncate(log, 0) != 0 && errno != ENOENT) give_up("cannot empty a log");
    pthread_mutex_unlock(&lock);
    return result;
  }
  return REAL(unlink)(path);
}
