# embed.cmake -DIN=FILE -DOUT=FILE.c: FILE as a "struct embedded" (report/embedded.h) that is
# named after it, links_page.css as links_page_css.
get_filename_component(name ${IN} NAME)
string(REPLACE "." "_" name ${name})
file(READ ${IN} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")

# SHA-256 in base64, as a Content-Security-Policy wants it: 32 bytes, of which three make four
# characters and the last two three.
set(alphabet ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
file(SHA256 ${IN} hash)
set(hash "${hash}00")
set(base64 "")
foreach(at RANGE 0 60 6)
  string(SUBSTRING ${hash} ${at} 6 three)
  foreach(shift 18 12 6 0)
    math(EXPR digit "(0x${three} >> ${shift}) & 63")
    string(SUBSTRING ${alphabet} ${digit} 1 character)
    string(APPEND base64 ${character})
  endforeach()
endforeach()
string(SUBSTRING ${base64} 0 43 base64)

file(WRITE ${OUT} "/* Made by the build from ${name}. */
#include \"report/embedded.h\"

static const unsigned char bytes[] = {${bytes}};

const struct embedded ${name} = {
	{(const char *)bytes, sizeof(bytes)}, \"${base64}=\",
};
")
