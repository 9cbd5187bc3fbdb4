/* Answers of web archives: the index and the availability service of the Wayback Machine, TimeGates
 * and their copies (RFC 7089). */
#include "fault_routes.h"

#include "fault_body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON  "Content-Type: application/json\r\n"
#define NAMES "[[\"timestamp\",\"statuscode\",\"mimetype\"],\n"

static bool say_json(struct talk *t, const char *json)
{
	return talk_answer(t, 200, JSON, json, strlen(json));
}

bool answer_cdx(struct talk *t)
{
	static const char one[] = NAMES "[\"20190801000000\",\"200\",\"text/html\"]]";
	char *large;
	bool said;

	if (rest_is(t, "known"))
		return say_json(t, NAMES "[\"20100101000000\",\"200\",\"text/html\"],\n"
					 "[\"20190701000000\",\"301\",\"text/html\"],\n"
					 "[\"20190801000000\",\"200\",\"text/html\"],\n"
					 "[\"20230101000000\",\"200\",\"text/html\"]]");
	if (rest_is(t, "tired") && talk_before(t, "/cdx/tired") % 3 < 2)
		return talk_html(t, 503, "", "<title>Later</title>");
	if (rest_is(t, "none") || rest_is(t, "tired"))
		return say_json(t, "[]\n");
	if (rest_is(t, "blank"))
		return say_json(t, "");
	if (!rest_is(t, "large"))
		return talk_html(t, 200, "", "<title>Maintenance</title><p>Come back later.</p>");
	large = malloc(1 << 20);
	memset(large, ' ', 1 << 20);
	memcpy(large, one, sizeof(one) - 1);
	said = talk_answer(t, 200, JSON, large, 1 << 20);
	free(large);
	return said;
}

bool answer_available(struct talk *t)
{
	bool has_scheme = strstr(t->query, "url=http");
	char json[512];

	if (rest_is(t, "empty") || (rest_is(t, "bare") && has_scheme))
		return say_json(t, "{\"url\": \"x\", \"archived_snapshots\": {}}");
	snprintf(
		json, sizeof(json),
		"{\"archived_snapshots\": {\"closest\": {\"status\": \"200\", \"available\": true, "
		"\"url\": \"http://%s/web/20180304120000/x\", \"timestamp\": \"20180304120000\"}}}",
		rest_is(t, "elsewhere") ? "evil.test" : "copies.test");
	return say_json(t, json);
}

bool answer_gate(struct talk *t)
{
	const char *address = strchr(t->rest, '/');
	char headers[9000];

	if (!address)
		return answer_missing(t);
	if (strncmp(t->rest, "lead/", 5) == 0 || strncmp(t->rest, "bad/", 4) == 0)
		snprintf(headers, sizeof(headers),
			 "Location: /copy/%s%s\r\nVary: accept-datetime\r\n",
			 t->rest[0] == 'b' ? "301" : "200", address);
	else if (strncmp(t->rest, "far/", 4) == 0)
		snprintf(headers, sizeof(headers), "Location: /gate/lead%s\r\n", address);
	else if (strncmp(t->rest, "round/", 6) == 0)
		snprintf(headers, sizeof(headers), "Location: /gate/round%s\r\n", address);
	else if (strncmp(t->rest, "here/", 5) == 0)
		return snprintf(headers, sizeof(headers),
				"Memento-Datetime: Mon, 04 Mar 2019 12:00:00 GMT\r\n"
				"Link: <%s>; rel=\"original\"\r\n"
				"Link: </copy/200%s>; rel=\"memento\"\r\n",
				address + 1, address) > 0 &&
		       talk_html(t, 200, headers, "<title>A copy</title>");
	else if (strncmp(t->rest, "get/", 4) == 0 && t->head)
		return talk_html(t, 405, "Allow: GET\r\n", "<title>Only GET</title>");
	else if (strncmp(t->rest, "get/", 4) == 0)
		snprintf(headers, sizeof(headers), "Location: /copy/200%s\r\n", address);
	else
		return answer_missing(t);
	return talk_html(t, 302, headers, "<title>A copy is elsewhere</title>");
}

bool answer_copy(struct talk *t)
{
	int status = rest_number(t);

	return talk_html(t, status,
			 "Memento-Datetime: Mon, 04 Mar 2019 12:00:00 GMT\r\n"
			 "Location: /copy/200/other\r\n",
			 "<title>A copy of old times</title>");
}
