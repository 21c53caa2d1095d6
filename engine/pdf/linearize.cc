// The only file here that includes qpdf.
#include "engine/pdf/linearize.h"

#include <exception>

#define POINTERHOLDER_TRANSITION 4  // qpdf: std::shared_ptr, as of version 11
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace banxin::pdf {

Result<std::string> linearize(std::string file) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("banxin", file.data(), file.size());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setLinearization(true);
    writer.setNewlineBeforeEndstream(true);  // ISO 19005-2 6.1.7.1
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setDeterministicID(true);
    writer.write();
    const std::shared_ptr<Buffer> out(writer.getBuffer());
    return std::string(reinterpret_cast<const char*>(out->getBuffer()), out->getSize());
  } catch (const std::exception& error) {
    return fail("E701", {}, {error.what()});
  }
}

}  // namespace banxin::pdf
