/*
 * Preloaded (LD_PRELOAD) into a program: writes down, in order, what it does to the files below DISK_ROOT and what it says on its
 * standard output, into DISK_LOG; and refuses whatever needs more room there (ENOSPC) while the file DISK_FULL exists.
 *
 * An entry is a line, and after some of them as many bytes as the line says:
 *   O <inode> <path>           opened, was there             C <inode> <path>       opened, was made
 *   W <inode> <offset> <size>  bytes follow                  T <inode> <size>       cut to, or grown to, a size
 *   S <inode>                  flushed (fsync, fdatasync)    D <path>               a folder was flushed
 *   R <old>\t<new>             renamed                       U <path>               unlinked
 *   L <old>\t<new>             a second name                 M <path>               a folder was made
 *   A <size>                   said; bytes follow
 * Each is written after the call has returned and before the program goes on; one lock makes the order that of the calls.
 * Wal-index files (-shm) are left out: they are memory, not data, and are made anew after a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned char watched[MOST_FDS];
static char root[PATH_MAX];
static size_t root_length;
static const char *full_flag;
static int log_fd = -1;

/* The system's own, below whatever is interposed here. */
static long (*real_syscall)(long, ...) = NULL;
static long (*found_syscall(void))(long, ...) {
  if (real_syscall == NULL) real_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  return real_syscall;
}
#define raw(...) (found_syscall()(__VA_ARGS__))

static int raw_write_all(int fd, const void *bytes, size_t size) {
  const char *at = bytes;
  while (size > 0) {
    long written = raw(SYS_write, fd, at, size);
    if (written <= 0) return -1;
    at += written;
    size -= (size_t)written;
  }
  return 0;
}

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("DISK_ROOT");
  const char *log = getenv("DISK_LOG");
  full_flag = getenv("DISK_FULL");
  if (given == NULL || strlen(given) >= sizeof root) return;
  strcpy(root, given);
  root_length = strlen(root);
  if (log != NULL) {
    long fd = raw(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    /* Far from the numbers a program counts with. */
    if (fd >= 0) log_fd = (int)raw(SYS_fcntl, (int)fd, F_DUPFD_CLOEXEC, 1000);
    if (fd >= 0) raw(SYS_close, (int)fd);
  }
}

static void note(const void *bytes, size_t size, const char *format, ...) {
  if (log_fd < 0) return;
  char line[2 * PATH_MAX + 64];
  va_list given;
  va_start(given, format);
  int length = vsnprintf(line, sizeof line, format, given);
  va_end(given);
  raw_write_all(log_fd, line, (size_t)length);
  if (bytes != NULL) raw_write_all(log_fd, bytes, size);
}

static int ends_with(const char *text, const char *end) {
  size_t a = strlen(text), b = strlen(end);
  return a >= b && strcmp(text + a - b, end) == 0;
}

/* The path in full where it is below the root, else an empty one. */
static void below(int folder, const char *path, char *into) {
  into[0] = 0;
  if (root_length == 0 || path == NULL) return;
  char whole[PATH_MAX];
  if (path[0] == '/') {
    if (strlen(path) >= sizeof whole) return;
    strcpy(whole, path);
  } else {
    char base[PATH_MAX], link[64];
    if (folder == AT_FDCWD) {
      if (getcwd(base, sizeof base) == NULL) return;
    } else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length <= 0) return;
      base[length] = 0;
    }
    if (snprintf(whole, sizeof whole, "%s/%s", base, path) >= (int)sizeof whole) return;
  }
  if (strncmp(whole, root, root_length) != 0) return;
  if (whole[root_length] != '/' && whole[root_length] != 0) return;
  if (ends_with(whole, "-shm")) return;
  strcpy(into, whole);
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FDS && watched[fd]; }

static unsigned long long inode_of(int fd, struct stat *state) {
  return fstat(fd, state) == 0 ? (unsigned long long)state->st_ino : 0ULL;
}

static int is_full(void) { return full_flag != NULL && raw(SYS_faccessat, AT_FDCWD, full_flag, F_OK) == 0; }

static int refuse(void) {
  errno = ENOSPC;
  return -1;
}

#define REAL(name) \
  static __typeof__(name) *real = NULL; \
  if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name);

static int opened(int fd, const char *path, int flags, int was_there) {
  if (fd < 0 || fd >= MOST_FDS || path[0] == 0) return fd;
  int kept = errno;
  struct stat state;
  unsigned long long inode = inode_of(fd, &state);
  watched[fd] = S_ISDIR(state.st_mode) ? 2 : 1;
  if (watched[fd] == 1) {
    note(NULL, 0, "%c %llu %s\n", was_there ? 'O' : 'C', inode, path);
    if (was_there && (flags & O_TRUNC)) note(NULL, 0, "T %llu 0\n", inode);
  }
  errno = kept;
  return fd;
}

static int open_watched(int folder, const char *path, int flags, mode_t mode, int (*call)(int, const char *, int, mode_t)) {
  char whole[PATH_MAX];
  below(folder, path, whole);
  if (whole[0] == 0) return call(folder, path, flags, mode);
  pthread_mutex_lock(&lock);
  int was_there = raw(SYS_faccessat, AT_FDCWD, whole, F_OK) == 0;
  int fd = !was_there && (flags & O_CREAT) && is_full() ? refuse() : call(folder, path, flags, mode);
  fd = opened(fd, whole, flags, was_there);
  pthread_mutex_unlock(&lock);
  return fd;
}

static int raw_openat(int folder, const char *path, int flags, mode_t mode) {
  long fd = raw(SYS_openat, folder, path, flags, mode);
  return (int)fd;
}

#define GIVEN_MODE \
  mode_t mode = 0; \
  if (flags & (O_CREAT | __O_TMPFILE)) { \
    va_list given; \
    va_start(given, flags); \
    mode = va_arg(given, mode_t); \
    va_end(given); \
  }

int open(const char *path, int flags, ...) { GIVEN_MODE return open_watched(AT_FDCWD, path, flags, mode, raw_openat); }
int open64(const char *path, int flags, ...) { GIVEN_MODE return open_watched(AT_FDCWD, path, flags | O_LARGEFILE, mode, raw_openat); }
int openat(int folder, const char *path, int flags, ...) { GIVEN_MODE return open_watched(folder, path, flags, mode, raw_openat); }
int openat64(int folder, const char *path, int flags, ...) { GIVEN_MODE return open_watched(folder, path, flags | O_LARGEFILE, mode, raw_openat); }
int __open_2(const char *path, int flags) { return open_watched(AT_FDCWD, path, flags, 0, raw_openat); }
int __open64_2(const char *path, int flags) { return open_watched(AT_FDCWD, path, flags, 0, raw_openat); }
int creat(const char *path, mode_t mode) { return open_watched(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode, raw_openat); }

int close(int fd) {
  REAL(close)
  if (fd == log_fd && log_fd >= 0) return 0;
  if (fd >= 0 && fd < MOST_FDS) watched[fd] = 0;
  return real(fd);
}

/* Writes, and says what was written and where. */
static ssize_t written(int fd, const struct iovec *parts, int count, off_t offset, int is_at) {
  if (fd == STDOUT_FILENO && root_length != 0 && !is_watched(fd)) {
    pthread_mutex_lock(&lock);
    ssize_t done = raw(SYS_writev, fd, parts, count);
    if (done > 0 && count == 1) note(parts[0].iov_base, (size_t)done, "A %zd\n", done);
    pthread_mutex_unlock(&lock);
    return done;
  }
  if (!is_watched(fd)) return is_at ? raw(SYS_pwritev, fd, parts, count, (long)offset, 0L) : raw(SYS_writev, fd, parts, count);
  pthread_mutex_lock(&lock);
  struct stat state;
  unsigned long long inode = inode_of(fd, &state);
  size_t wanted = 0;
  for (int at = 0; at < count; at++) wanted += parts[at].iov_len;
  if (!is_at) offset = (fcntl(fd, F_GETFL) & O_APPEND) ? state.st_size : lseek(fd, 0, SEEK_CUR);
  ssize_t done;
  if (offset + (off_t)wanted > state.st_size && is_full()) done = refuse();
  else done = is_at ? raw(SYS_pwritev, fd, parts, count, (long)offset, 0L) : raw(SYS_writev, fd, parts, count);
  int kept = errno;
  ssize_t left = done;
  for (int at = 0; at < count && left > 0; at++) {
    size_t size = (size_t)left < parts[at].iov_len ? (size_t)left : parts[at].iov_len;
    note(parts[at].iov_base, size, "W %llu %lld %zu\n", inode, (long long)offset, size);
    offset += (off_t)size;
    left -= (ssize_t)size;
  }
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t size) {
  struct iovec part = {(void *)bytes, size};
  return written(fd, &part, 1, 0, 0);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
  struct iovec part = {(void *)bytes, size};
  return written(fd, &part, 1, offset, 1);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) { return pwrite(fd, bytes, size, (off_t)offset); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return written(fd, parts, count, 0, 0); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return written(fd, parts, count, offset, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return written(fd, parts, count, (off_t)offset, 1); }

static int flushed(int fd, long call) {
  if (!is_watched(fd)) return (int)raw(call, fd);
  pthread_mutex_lock(&lock);
  int done = (int)raw(call, fd);
  int kept = errno;
  struct stat state;
  unsigned long long inode = inode_of(fd, &state);
  if (done == 0 && watched[fd] == 1) note(NULL, 0, "S %llu\n", inode);
  if (done == 0 && watched[fd] == 2) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
      path[length] = 0;
      note(NULL, 0, "D %s\n", path);
    }
  }
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}
int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

int ftruncate(int fd, off_t size) {
  if (!is_watched(fd)) return (int)raw(SYS_ftruncate, fd, (long)size);
  pthread_mutex_lock(&lock);
  int done = (int)raw(SYS_ftruncate, fd, (long)size);
  int kept = errno;
  struct stat state;
  unsigned long long inode = inode_of(fd, &state);
  if (done == 0) note(NULL, 0, "T %llu %lld\n", inode, (long long)size);
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, (off_t)size); }

/* What changes names, and needs no room. */
#define NAMED(real_call, entry, ...) \
  char a[PATH_MAX], b[PATH_MAX]; \
  below(AT_FDCWD, from, a); \
  below(AT_FDCWD, to, b); \
  pthread_mutex_lock(&lock); \
  int done = real_call; \
  int kept = errno; \
  if (done == 0 && (a[0] != 0 || b[0] != 0)) note(NULL, 0, entry, __VA_ARGS__); \
  pthread_mutex_unlock(&lock); \
  errno = kept; \
  return done;

int rename(const char *from, const char *to) { NAMED((int)raw(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0), "R %s\t%s\n", a, b) }
int link(const char *from, const char *to) {
  NAMED(is_full() && b[0] != 0 ? refuse() : (int)raw(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0), "L %s\t%s\n", a, b)
}
int unlink(const char *from) { const char *to = NULL; NAMED((int)raw(SYS_unlinkat, AT_FDCWD, from, 0), "U %s\n", a) }
int mkdir(const char *from, mode_t mode) {
  const char *to = NULL;
  NAMED(is_full() && a[0] != 0 && raw(SYS_faccessat, AT_FDCWD, a, F_OK) != 0 ? refuse() : (int)raw(SYS_mkdirat, AT_FDCWD, from, mode), "M %s\n", a)
}

/* Copies within the kernel say nothing of their bytes: programs that find none of them copy by hand, which is seen. */
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *into, size_t size, unsigned flags) {
  (void)from, (void)at, (void)to, (void)into, (void)size, (void)flags;
  errno = ENOSYS;
  return -1;
}

long syscall(long number, ...) {
  long given[6];
  va_list rest;
  va_start(rest, number);
  for (int at = 0; at < 6; at++) given[at] = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_copy_file_range) {
    errno = ENOSYS;
    return -1;
  }
  return raw(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

int ioctl(int fd, unsigned long request, ...) {
  va_list rest;
  va_start(rest, request);
  void *given = va_arg(rest, void *);
  va_end(rest);
  if (request == FICLONE && is_watched(fd)) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return (int)raw(SYS_ioctl, fd, (long)request, (long)given);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) {
  if (!is_watched(to)) return raw(SYS_sendfile, to, from, (long)offset, (long)size);
  /* By hand, so that it is seen, recorded and refused like any other write. */
  char bytes[65536];
  ssize_t there = offset != NULL ? pread64(from, bytes, size < sizeof bytes ? size : sizeof bytes, *offset)
                                 : read(from, bytes, size < sizeof bytes ? size : sizeof bytes);
  if (there <= 0) return there;
  ssize_t done = write(to, bytes, (size_t)there);
  if (done > 0 && offset != NULL) *offset += done;
  return done;
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) { return sendfile64(to, from, (off64_t *)offset, size); }
