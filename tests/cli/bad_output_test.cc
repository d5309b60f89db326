#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

// In a name space of the child's own, which goes with it: nothing else sees the mount.
bool mount_privately(const char* source, const std::string& target, const char* type, unsigned long flags,
                     const char* options) {
  return ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount(source, target.c_str(), type, flags, options) == 0;
}

// Whether this machine lets a test mount; containers often do not, even for root.
bool can_mount() {
  const TempDir folder;
  Invocation call;
  call.program = "/bin/true";
  call.prepare = [&] { return mount_privately("none", folder.path().string(), "tmpfs", 0, "size=64k"); };
  return run(call).status == 0;
}

bool limit_file_size(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

// Of all files below `folder`, as a disk counts them.
std::uintmax_t bytes_below(const std::string& folder) {
  constexpr std::uintmax_t kBlock = 4096;
  std::uintmax_t bytes = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += (entry.file_size() + kBlock - 1) / kBlock * kBlock;
  }
  return bytes;
}

// A corpus that takes long enough to be met at work.
void write_much(const TempDir& folder) {
  for (int i = 0; i < 8; ++i) folder.write("many/" + std::to_string(i) + ".txt", small_report(30, 200));
}

// An index with one generation published, which no failure may harm.
class BadOutput : public testing::Test {
 protected:
  void SetUp() override {
    build(index_, {folder_.write("good.txt", small_report())});
    before_ = exported(index_);
    EXPECT_THAT(before_, SizeIs(1));
  }

  void expect_untouched() const {
    EXPECT_EQ(exported(index_), before_);
    EXPECT_THAT(folders(index_, "gen-"), SizeIs(1));
    EXPECT_THAT(folders(index_, "new-"), IsEmpty());
    EXPECT_EQ(run_indexer({"check", "--index", index_}).status, 0);
  }

  bool is_writing() const { return !folders(index_, "new-").empty(); }

  TempDir folder_;
  std::string index_ = folder_ / "index";
  std::string large_ = folder_.write("large.txt", small_report(100, 100));
  std::vector<std::string> before_;
};

TEST_F(BadOutput, AFileThatGrowsBeyondItsLimitEndsTheRunWithoutAHalfIndex) {
  // The first limit is met among the language packs, the second in Xapian's tables.
  for (const rlim_t limit : {rlim_t{4096}, rlim_t{60000}}) {
    Invocation call = indexer({"build", "--out", index_, large_});
    call.prepare = [limit] { return limit_file_size(limit); };
    const Outcome outcome = run(call);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("disk-full"), HasSubstr("ulimit"), HasSubstr("hint:")));
    expect_untouched();
  }
}

TEST_F(BadOutput, AFullDiskEndsTheRunWithoutAHalfIndex) {
  if (!can_mount()) {
    // The same failure of the same calls: a disk of no size is a file system that refuses the first byte.
    Invocation call = indexer({"build", "--out", index_, large_});
    call.prepare = [] { return limit_file_size(0); };
    EXPECT_EQ(run(call).status, 2);
    return expect_untouched();
  }
  const std::string disk = folder_ / "disk";
  fs::create_directory(disk);
  build(folder_ / "whole", {large_});
  const std::uintmax_t needed = bytes_below(folder_ / "whole");
  for (const int percent : {10, 40, 80}) {
    // What the run leaves is seen from inside the name space only, so a shell looks at it there.
    Invocation call;
    call.program = "/bin/sh";
    call.arguments = {"-c", "\"$0\" build --out \"$1/index\" \"$2\"; echo $?; ls \"$1/index\"", indexer({}).program,
                      disk, large_};
    call.prepare = [&] {
      return mount_privately("none", disk, "tmpfs", 0, ("size=" + std::to_string(needed * percent / 100)).c_str());
    };
    const Outcome outcome = run(call);
    EXPECT_EQ(outcome.out, "2\nlock\n") << percent << "\n" << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("disk-full"), HasSubstr("free some space"))) << percent;
  }
}

TEST_F(BadOutput, OutputThatCannotBeWrittenIsAnError) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"export", "--index", index_},
                                                    {"export", "--index", index_, "--format", "csv"},
                                                    {"stats", "--index", index_},
                                                    {"stats", "--json", "--index", index_},
                                                    {"analyze"},
                                                    {"schema"},
                                                    {"build", "--json", "--out", folder_ / "other", large_}}) {
    Invocation call = indexer(arguments, "La ciudad");
    call.output = "/dev/full";
    const Outcome outcome = run(call);
    EXPECT_EQ(outcome.status, 2) << arguments[0];
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("cannot write the output"), HasSubstr("hint:"))) << arguments[0];
  }
}

TEST_F(BadOutput, AFolderThatCannotBeWrittenIsNamed) {
  const std::string good = folder_ / "good.txt";
  for (const std::string& out : {std::string("/proc/dixit"), std::string("/sys/dixit"), good, good + "/below"}) {
    const Outcome outcome = run_indexer({"build", "--out", out, good});
    EXPECT_EQ(outcome.status, 2) << out;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("cannot"), HasSubstr(out), HasSubstr("hint:"))) << out;
  }
}

TEST_F(BadOutput, AnIndexWithoutPermissionOrOnAReadOnlyDiskIsSaidToBeSo) {
  Invocation call = indexer({"build", "--out", index_, large_});
  fs::permissions(index_, fs::perms(0555));
  call.prepare = obey_permissions;
  const Outcome forbidden = run(call);
  EXPECT_EQ(forbidden.status, 2);
  EXPECT_THAT(forbidden.err, AllOf(HasSubstr("read-only"), HasSubstr(index_), HasSubstr("hint:")));
  fs::permissions(index_, fs::perms(0755));
  if (can_mount()) {
    call.prepare = [&] {
      return mount_privately(index_.c_str(), index_, nullptr, MS_BIND, nullptr) &&
             ::mount(nullptr, index_.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
    };
    const Outcome outcome = run(call);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("[read-only]"), HasSubstr("hint:"))) << outcome.err;
  }
  expect_untouched();
}

TEST_F(BadOutput, ASecondIndexerIsTurnedAwayWhileTheFirstWorks) {
  write_much(folder_);
  Running first(indexer({"build", "--out", index_, folder_ / "many"}));
  ASSERT_TRUE(wait_until([&] { return is_writing(); }));
  const Outcome second = run_indexer({"build", "--out", index_, large_});
  EXPECT_EQ(second.status, 2);
  EXPECT_THAT(second.err, AllOf(HasSubstr("another indexer"), HasSubstr("[busy]"), HasSubstr("--out")));
  EXPECT_EQ(exported(index_), before_) << "while it is written, what was published is read";
  const Outcome outcome = first.wait();
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_GT(exported(index_).size(), before_.size());
}

TEST_F(BadOutput, TheLockOfAProcessThatIsGoneIsNoHindrance) {
  const int file = ::open((index_ + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(file, 0);
  ASSERT_EQ(::flock(file, LOCK_EX | LOCK_NB), 0);
  EXPECT_EQ(run_indexer({"build", "--out", index_, large_}).status, 2);
  ::close(file);
  EXPECT_EQ(run_indexer({"build", "--out", index_, large_}).status, 0);
}

TEST_F(BadOutput, AKilledRunHarmsNothingAndIsClearedAwayByTheNext) {
  write_much(folder_);
  Running run(indexer({"build", "--out", index_, folder_ / "many"}));
  ASSERT_TRUE(wait_until([&] { return is_writing(); }));
  ASSERT_EQ(::kill(run.pid(), SIGKILL), 0);
  EXPECT_EQ(run.wait().status, 128 + SIGKILL);
  EXPECT_THAT(folders(index_, "new-"), SizeIs(1)) << "it was killed in the middle";
  EXPECT_EQ(exported(index_), before_);
  EXPECT_EQ(run_indexer({"check", "--index", index_}).status, 0);
  fs::copy_file(index_ + "/current", index_ + "/current.next");
  build(index_, {folder_ / "good.txt"});
  EXPECT_THAT(folders(index_, "new-"), IsEmpty());
  EXPECT_FALSE(fs::exists(index_ + "/current.next"));
  EXPECT_EQ(exported(index_), before_);
}

}  // namespace
}  // namespace dixit::test
