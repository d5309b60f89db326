#include "core/store/unit_reader.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "core/schema/fields.h"
#include "core/schema/terms.h"
#include "core/store/xapian_guard.h"

namespace dixit::store {

Status for_each_unit(const OpenIndex& index, const std::function<Status(const schema::StoredDoc&)>& use) {
  return guarded("read the index", [&]() -> Status {
    const unsigned document_slot = schema::row(schema::Field::kDocument).slot;
    const unsigned order_slot = schema::row(schema::Field::kOrder).slot;
    std::vector<std::tuple<std::string, std::string, Xapian::docid>> units;
    units.reserve(index.database.get_doccount());
    for (auto at = index.database.postlist_begin(""); at != index.database.postlist_end(""); ++at) {
      const Xapian::Document document = index.database.get_document(*at);
      units.emplace_back(document.get_value(document_slot), document.get_value(order_slot), *at);
    }
    std::sort(units.begin(), units.end());
    for (const auto& [document, order, id] : units) {
      DIXIT_TRY(const schema::StoredDoc stored, read_document(index.database, id));
      DIXIT_TRY_DONE(use(stored));
    }
    return Done{};
  });
}

Result<Xapian::docid> find_unit(const Xapian::Database& database, std::string_view id) {
  return guarded("read the index", [&] {
    const std::string term = schema::unique_term(id);
    const auto found = database.postlist_begin(term);
    return found == database.postlist_end(term) ? Xapian::docid{0} : *found;
  });
}

}  // namespace dixit::store
