#include "benches/peers/engine.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace dixit::bench {
namespace {

constexpr std::size_t kTop = 10;

bool read_record(std::istream& in, PeerRecord& record) {
  return std::getline(in, record.city, '\t') && std::getline(in, record.role, '\t') &&
         std::getline(in, record.session, '\t') && std::getline(in, record.text);
}

Question to_question(const std::string& line) {
  std::istringstream in(line);
  Question question;
  in >> question.kind;
  for (std::string word; in >> word;) question.words.push_back(word);
  return question;
}

std::string greatest(const FacetCounts& facets) {
  std::string text;
  for (const auto& facet : facets) {
    std::vector<std::size_t> counts;
    for (const auto& [value, count] : facet) counts.push_back(count);
    std::sort(counts.begin(), counts.end(), std::greater<>());
    counts.resize(std::min(counts.size(), kTop));
    if (!text.empty()) text += ';';
    for (std::size_t i = 0; i < counts.size(); ++i) text += (i == 0 ? "" : ",") + std::to_string(counts[i]);
  }
  return text;
}

void time(Engine& engine, const std::vector<Question>& questions) {
  using Clock = std::chrono::steady_clock;
  std::vector<Clock::duration> took;
  for (const Question& question : questions) {
    const Clock::time_point begin = Clock::now();
    engine.answer(question);
    took.push_back(Clock::now() - begin);
  }
  for (const Clock::duration& one : took) {
    std::cout << std::chrono::duration_cast<std::chrono::nanoseconds>(one).count() << '\n';
  }
}

void count(Engine& engine, const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    std::cout << engine.count(question);
    if (question.wants_facets()) std::cout << '\t' << greatest(engine.facets(question));
    std::cout << '\n';
  }
}

void serve(Engine& engine) {
  for (std::string what; std::getline(std::cin, what);) {
    std::vector<Question> questions;
    for (std::string line; std::getline(std::cin, line) && !line.empty();) questions.push_back(to_question(line));
    if (what == "time") {
      time(engine, questions);
    } else {
      count(engine, questions);
    }
    std::cout << std::endl;  // flushed: the other side waits for it
  }
}

}  // namespace

int engine_main(int argc, char** argv, const EngineProgram& program) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    if (arguments.size() == 1 && arguments[0] == "version") {
      std::cout << program.version << '\n';
      return 0;
    }
    if (arguments.size() == 3 && arguments[0] == "build") {
      std::ifstream records(arguments[1]);
      if (!records) throw std::runtime_error(arguments[1] + " cannot be read");
      program.build([&records](PeerRecord& record) { return read_record(records, record); }, arguments[2]);
      return 0;
    }
    if (arguments.size() == 2 && arguments[0] == "serve") {
      serve(*program.open(arguments[1]));
      return 0;
    }
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << '\n';
    return 2;
  }
  std::cerr << "usage: " << argv[0] << " version | build RECORDS INDEX | serve INDEX\n";
  return 2;
}

}  // namespace dixit::bench
