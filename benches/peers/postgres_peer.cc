// dixit-peer-postgres: PostgreSQL's full text search over a GIN index, facets counted by GROUPING SETS. INDEX is the
// folder of the socket of a cluster that somebody else starts and stops (peers/postgres.py).

#include <libpq-fe.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "benches/peers/engine.h"

namespace {

using namespace dixit::bench;

using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

class Connection {
 public:
  explicit Connection(const std::filesystem::path& socket)
      : handle_(PQconnectdb(("host=" + socket.string() + " dbname=postgres user=postgres").c_str())) {
    if (PQstatus(handle_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(handle_));
  }
  ~Connection() { PQfinish(handle_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Rows run(const char* statement) { return checked(PQexec(handle_, statement)); }
  void prepare(const char* name, const char* statement) { checked(PQprepare(handle_, name, statement, 0, nullptr)); }
  Rows run_prepared(const char* name, const std::string& parameter) {
    const char* const values[] = {parameter.c_str()};
    return checked(PQexecPrepared(handle_, name, 1, values, nullptr, nullptr, 0));
  }

  // Lines of COPY in text form.
  void begin_copy(const char* statement) { Rows(PQexec(handle_, statement), &PQclear); }
  void copy(const std::string& line) {
    if (PQputCopyData(handle_, line.data(), static_cast<int>(line.size())) != 1) {
      throw std::runtime_error(PQerrorMessage(handle_));
    }
  }
  void end_copy() {
    PQputCopyEnd(handle_, nullptr);
    checked(PQgetResult(handle_));
    while (PGresult* rest = PQgetResult(handle_)) PQclear(rest);
  }

 private:
  Rows checked(PGresult* result) const {
    Rows rows(result, &PQclear);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(handle_));
    return rows;
  }

  PGconn* handle_;
};

void build(const std::function<bool(PeerRecord&)>& next, const std::filesystem::path& socket) {
  Connection connection(socket);
  connection.run(
      "SET client_min_messages = warning; DROP TABLE IF EXISTS records; "
      "CREATE TABLE records(id serial PRIMARY KEY, city text, role text, session text, text text, words tsvector "
      "GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED)");
  connection.begin_copy("COPY records(city, role, session, text) FROM STDIN");
  for (PeerRecord record; next(record);) {
    connection.copy(record.city + '\t' + record.role + '\t' + record.session + '\t' + record.text + '\n');
  }
  connection.end_copy();
  connection.run("CREATE INDEX ON records USING gin(words) WITH (fastupdate = off)");
  connection.run("VACUUM ANALYZE records");
}

class PostgresEngine : public Engine {
 public:
  explicit PostgresEngine(const std::filesystem::path& socket) : connection_(socket) {
    connection_.prepare("best",
                        "SELECT id FROM records, to_tsquery('simple', $1) query WHERE words @@ query "
                        "ORDER BY ts_rank(words, query) DESC LIMIT 10");
    connection_.prepare("count", "SELECT count(*) FROM records WHERE words @@ to_tsquery('simple', $1)");
    connection_.prepare("facets",
                        "SELECT CASE WHEN GROUPING(city) = 0 THEN 0 WHEN GROUPING(role) = 0 THEN 1 ELSE 2 END, "
                        "coalesce(city, role, session), count(*) FROM records "
                        "WHERE words @@ to_tsquery('simple', $1) GROUP BY GROUPING SETS ((city), (role), (session))");
  }

  void answer(const Question& question) override {
    connection_.run_prepared("best", match(question));
    if (question.wants_facets()) facets(question);
  }

  std::size_t count(const Question& question) override {
    return std::stoul(PQgetvalue(connection_.run_prepared("count", match(question)).get(), 0, 0));
  }

  FacetCounts facets(const Question& question) override {
    const Rows rows = connection_.run_prepared("facets", match(question));
    FacetCounts counts(3);
    for (int row = 0; row < PQntuples(rows.get()); ++row) {
      const auto value = [&](int column) { return std::string(PQgetvalue(rows.get(), row, column)); };
      counts[std::stoul(value(0))][value(1)] = std::stoul(value(2));
    }
    return counts;
  }

 private:
  static std::string match(const Question& question) {
    const char* between = question.is_phrase() ? " <-> " : question.is_any() ? " | " : " & ";
    std::string made;
    for (const std::string& word : question.words) made += (made.empty() ? "" : between) + word;
    return made;
  }

  Connection connection_;
};

}  // namespace

int main(int argc, char** argv) {
  return engine_main(argc, argv, {"libpq " + std::to_string(PQlibVersion()), build, [](const auto& socket) {
                                    return std::make_unique<PostgresEngine>(socket);
                                  }});
}
