// dixit-peer-sqlite: SQLite with FTS5 over the records' table, facets counted by GROUP BY over a narrow table.

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "benches/peers/engine.h"

namespace {

using namespace dixit::bench;

class Database {
 public:
  explicit Database(const std::string& file) {
    check(sqlite3_open(file.c_str(), &handle_));
    run("PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-1000000; PRAGMA mmap_size=8000000000");
  }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void check(int status) const {
    if (status != SQLITE_OK && status != SQLITE_ROW && status != SQLITE_DONE) {
      throw std::runtime_error(sqlite3_errmsg(handle_));
    }
  }
  void run(const char* statements) { check(sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr)); }
  sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Statement {
 public:
  Statement(const Database& database, const char* text) : database_(database) {
    database.check(sqlite3_prepare_v2(database.handle(), text, -1, &handle_, nullptr));
  }
  ~Statement() { sqlite3_finalize(handle_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Numbered from 1.
  void bind(int place, const std::string& value) {
    database_.check(sqlite3_bind_text(handle_, place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
  }
  bool step() {
    const int status = sqlite3_step(handle_);
    database_.check(status);
    return status == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(handle_); }
  std::size_t number(int column) const { return static_cast<std::size_t>(sqlite3_column_int64(handle_, column)); }
  std::string text(int column) const { return reinterpret_cast<const char*>(sqlite3_column_text(handle_, column)); }

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

void build(const std::function<bool(PeerRecord&)>& next, const std::filesystem::path& index) {
  std::filesystem::create_directories(index);
  Database database(index / "records.sqlite");
  database.run(
      "CREATE TABLE texts(id INTEGER PRIMARY KEY, text TEXT);"
      "CREATE TABLE facets(id INTEGER PRIMARY KEY, city TEXT, role TEXT, session TEXT);"
      "CREATE VIRTUAL TABLE words USING fts5(text, content='texts', content_rowid='id');"
      "BEGIN");
  {
    Statement text(database, "INSERT INTO texts(text) VALUES(?)");
    Statement facets(database, "INSERT INTO facets(city, role, session) VALUES(?, ?, ?)");
    for (PeerRecord record; next(record);) {
      text.bind(1, record.text);
      facets.bind(1, record.city);
      facets.bind(2, record.role);
      facets.bind(3, record.session);
      for (Statement* statement : {&text, &facets}) {
        statement->step();
        statement->reset();
      }
    }
  }
  database.run(
      "INSERT INTO words(words) VALUES('rebuild'); INSERT INTO words(words) VALUES('optimize'); COMMIT; ANALYZE");
}

class SqliteEngine : public Engine {
 public:
  explicit SqliteEngine(const std::filesystem::path& index) : database_((index / "records.sqlite").string()) {}

  void answer(const Question& question) override {
    ask(best_, question);
    while (best_.step()) best_.number(0);
    if (question.wants_facets()) facets(question);
  }

  std::size_t count(const Question& question) override {
    ask(count_, question);
    count_.step();
    return count_.number(0);
  }

  FacetCounts facets(const Question& question) override {
    ask(facets_, question);
    FacetCounts counts(3);
    while (facets_.step()) counts[facets_.number(0)][facets_.text(1)] = facets_.number(2);
    return counts;
  }

 private:
  static void ask(Statement& statement, const Question& question) {
    const char* between = question.is_phrase() ? " + " : question.is_any() ? " OR " : " AND ";
    std::string match;
    for (const std::string& word : question.words)
      match += (match.empty() ? "\"" : between + ('"' + std::string())) + word + '"';
    statement.reset();
    statement.bind(1, match);
  }

  Database database_;
  Statement best_{database_, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10"};
  Statement count_{database_, "SELECT count(*) FROM words WHERE words MATCH ?"};
  Statement facets_{database_,
                    "WITH found AS MATERIALIZED (SELECT city, role, session FROM words JOIN facets ON id = words.rowid "
                    "WHERE words MATCH ?) "
                    "SELECT 0, city, count(*) FROM found GROUP BY city "
                    "UNION ALL SELECT 1, role, count(*) FROM found GROUP BY role "
                    "UNION ALL SELECT 2, session, count(*) FROM found GROUP BY session"};
};

}  // namespace

int main(int argc, char** argv) {
  return engine_main(argc, argv, {std::string("SQLite ") + sqlite3_libversion(), build, [](const auto& index) {
                                    return std::make_unique<SqliteEngine>(index);
                                  }});
}
