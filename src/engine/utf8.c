/* UTF-8 as defined by RFC 3629. Widths follow the East Asian Width property of Unicode (UAX #11) by its large blocks,
 * which is enough to set a caret under the right place. */
#include "sendsim/engine/utf8.h"

struct range {
    u32 first, last;
};

static bool within(u32 point, const struct range *ranges, size_t count) {
    for (size_t range = 0; range < count; range++) {
        if (point >= ranges[range].first && point <= ranges[range].last) {
            return true;
        }
    }
    return false;
}

size_t utf8_length(const char *bytes, size_t available, u32 *point) {
    static const u32 smallest[] = {0, 0, 0x80, 0x800, 0x10000}; /* by length; what is below is overlong */
    *point = available > 0 ? (unsigned char)bytes[0] : 0;
    if (available == 0 || *point < 0x80) {
        return available > 0;
    }
    u32 first = *point;
    size_t length = first >= 0xF8 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
    if (length == 0 || length > available) {
        return 0;
    }
    u32 value = first & (0x7Fu >> length);
    for (size_t byte = 1; byte < length; byte++) {
        u32 next = (unsigned char)bytes[byte];
        if ((next & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (next & 0x3F);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return 0;
    }
    *point = value;
    return length;
}

size_t utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t byte = 0; byte < length; count++) {
        u32 point;
        size_t step = utf8_length(bytes + byte, length - byte, &point);
        byte += step > 0 ? step : 1;
    }
    return count;
}

size_t utf8_offset(const char *bytes, size_t length, size_t number) {
    size_t byte = 0;
    while (byte < length && number > 0) {
        u32 point;
        size_t step = utf8_length(bytes + byte, length - byte, &point);
        byte += step > 0 ? step : 1;
        number--;
    }
    return byte;
}

bool utf8_hidden(u32 point) {
    static const struct range hidden[] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E},
        {0x2066, 0x2069}, {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB},
    };
    return within(point, hidden, sizeof hidden / sizeof *hidden) || (point & 0xFFFE) == 0xFFFE;
}

size_t utf8_cells(u32 point) {
    static const struct range combining[] = {
        {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
        {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    };
    static const struct range wide[] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
    };
    if (point < combining[0].first || within(point, combining, sizeof combining / sizeof *combining)) {
        return point < combining[0].first;
    }
    return within(point, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}
