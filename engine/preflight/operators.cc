#include "engine/preflight/operators.h"

#include <exception>
#include <memory>

#include <qpdf/Buffer.hh>

namespace banxin::prepress {
namespace {

class Callbacks final : public QPDFObjectHandle::ParserCallbacks {
 public:
  explicit Callbacks(OperatorSink& sink) : sink_(sink) {}

  void handleObject(QPDFObjectHandle object, size_t /*offset*/, size_t /*length*/) override {
    constexpr std::size_t kMostOperands = 1024;
    if (!object.isOperator()) {
      if (operands_.size() == kMostOperands) {
        operands_.erase(operands_.begin());
      }
      operands_.push_back(std::move(object));
      return;
    }
    const std::string name = object.getOperatorValue();
    if (name == "ID") {
      return;  // the dictionary stays until EI
    }
    if (!sink_.on_operator(name, operands_)) {
      terminateParsing();
    }
    operands_.clear();
  }

  void handleEOF() override {}

 private:
  OperatorSink& sink_;
  std::vector<Object> operands_;
};

}  // namespace

OperatorReader::OperatorReader() : stream_(Object::newNull()) {
  scratch_.setSuppressWarnings(true);
  scratch_.emptyPDF();
  stream_ = QPDFObjectHandle::newStream(&scratch_);
}

bool OperatorReader::read(const std::string& data, OperatorSink& sink) {
  const std::size_t before = scratch_.numWarnings();
  Callbacks callbacks(sink);
  try {
    // The parser takes a copy, so the stream is free again when the first operator comes.
    stream_.replaceStreamData(data, Object::newNull(), Object::newNull());
    QPDFObjectHandle::parseContentStream(stream_, &callbacks);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return false;
  }
  return scratch_.numWarnings() == before;
}

}  // namespace banxin::prepress
