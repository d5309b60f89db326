#include "benches/records/ocr_damage.h"

#include <algorithm>
#include <cmath>

namespace dixit::bench {

OcrDamage::OcrDamage(const text::NoisyChannel& channel) {
  channel.for_each_confusion(text::Accents::kLost,
                             [this](const std::string& meant, const std::string& printed, float cost) {
                               if (meant.empty() || meant == printed) return;
                               const auto letter = static_cast<unsigned char>(meant.front());
                               const double probability = std::exp(-static_cast<double>(cost));
                               by_letter_[letter].push_back({meant, printed, probability});
                               most_[letter] += probability;
                             });
}

template <typename Visit>
void OcrDamage::for_each_at(std::string_view word, std::size_t at, Visit&& visit) const {
  for (const Confusion& confusion : by_letter_[static_cast<unsigned char>(word[at])]) {
    if (word.substr(at).starts_with(confusion.meant)) visit(confusion);
  }
}

void OcrDamage::calibrate(const std::vector<Share>& words, double wanted) {
  // What each letter is taken for in all, of one word after the other; the scale counts later.
  std::vector<double> misread;
  for (const Share& share : words) {
    for (std::size_t at = 0; at < share.word.size(); ++at) {
      double& sum = misread.emplace_back(0);
      for_each_at(share.word, at, [&](const Confusion& confusion) { sum += confusion.probability; });
    }
  }
  constexpr int kSteps = 30;  // halves the interval each time
  double low = 0;
  double high = 1;
  for (int step = 0; step < kSteps; ++step) {
    scale_ = (low + high) / 2;
    double damaged = 0;
    auto letter = misread.begin();
    for (const Share& share : words) {
      double same = 1;
      for (std::size_t at = 0; at < share.word.size(); ++at) same *= 1 - std::min(1.0, scale_ * *letter++);
      damaged += share.share * (1 - same);
    }
    (damaged < wanted ? low : high) = scale_;
  }
}

std::string OcrDamage::printed(std::string_view word, Random& random) const {
  std::string made;
  for (std::size_t at = 0; at < word.size();) {
    double chance = random.unit();
    const Confusion* misread = nullptr;
    // Most letters are read well whatever stands around them.
    if (chance < scale_ * most_[static_cast<unsigned char>(word[at])]) {
      for_each_at(word, at, [&](const Confusion& confusion) {
        chance -= scale_ * confusion.probability;
        if (misread == nullptr && chance < 0) misread = &confusion;
      });
    }
    if (misread == nullptr) {
      made.push_back(word[at++]);
    } else {
      made += misread->printed;
      at += misread->meant.size();
    }
  }
  return made;
}

}  // namespace dixit::bench
