#include "searchd/search/questions.h"

#include <string>
#include <utility>

#include "searchd/search/alike.h"

namespace dixit::search {
namespace {

// Everything that the answer of `Questions::ask` depends on.
std::string name_of(const SearchRequest& request, const Generation& generation) {
  std::string name = generation.name();
  name += '\0';
  name += text::code(request.language);
  for (const bool choice : {request.fuzzy, request.names, request.group.has_value()}) name += choice ? '1' : '0';
  return name + request.text;
}

// About: the sets and orders, and a round sum for words, weights and warnings.
std::size_t bytes_of(const Question& question) {
  constexpr std::size_t kOfWords = 16 << 10;
  return kOfWords + question.units.getSizeInBytes() + question.first.getSizeInBytes() +
         question.order.size() * sizeof(RankedUnit);
}

}  // namespace

std::shared_ptr<const Question> Questions::ask(const SearchRequest& request, Lease& lease) {
  const std::string name = name_of(request, lease.generation());
  if (std::shared_ptr<const Question> kept = kept_.find(name)) return kept;
  const Understanding how{options_.ranking, request.fuzzy, options_.concepts, request.names, request.language};
  Question question = understand(request.text, how, lease);
  if (!request.group) add_alike(question, how, lease);
  question.is_partial = lease.time().was_over();
  auto understood = std::make_shared<const Question>(std::move(question));
  if (!understood->is_partial) kept_.keep(name, understood, bytes_of(*understood));
  return understood;
}

}  // namespace dixit::search
