/*
 * What answers say by other means than their status, as tables: "answers" of
 * rules/hosts.json, made by the build. Words are in the form that says.h makes of a text: small
 * letters, single blanks, no punctuation but apostrophes within words.
 */
#ifndef LINK_ANSWERS_H
#define LINK_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

enum says {
	SAYS_MISSING,	/* there is no such page */
	SAYS_PARKED,	/* the name of the host is for sale, or its site was closed */
	SAYS_FAILED,	/* the site does not work now */
	SAYS_CHALLENGE, /* it wants to know whether a person asks */
	SAYS_LOGIN,	/* it wants a name and a password */
};

struct answer_phrase {
	const char *words; /* "*" stands for up to ANSWER_GAP words */
	uint8_t size;	   /* bytes of 'words' */
	uint8_t head;	   /* bytes before the "*" and its blank; 0: there is none */
	uint8_t says;	   /* enum says */
	bool sentence;	   /* opens a sentence; else the whole of a heading */
};

enum { ANSWER_GAP = 6 };

/* 'header' is in small letters; the value holds 'value', also in small letters. */
struct answer_wall {
	const char *header, *value;
};

/* Lists end in NULL. */
struct answer_tables {
	const struct answer_phrase *phrases; /* sorted by words, bytewise */
	const uint16_t *first; /* [257]: those that begin with byte b are first[b] … first[b + 1] */
	const struct answer_wall *walls;  /* ends in a header NULL */
	const char *const *beside;	  /* words that may stand beside a heading's phrase */
	const char *const *marks;	  /* bytes in the source of a challenge */
	const char *const *reloads;	  /* … of one without any words that loads itself again */
	const char *const *paths_missing; /* names in paths, without endings, "-" and "_" */
	const char *const *paths_login;
	const char *const *paths_consent;
	const char *const *pointers; /* hosts whose addresses stand for others by design */
};

extern const struct answer_tables answer_tables;

#endif
