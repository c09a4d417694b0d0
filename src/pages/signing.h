/* signing.h - what was said beside a form when it was signed: the second signature, the journal. */
#ifndef PAGES_SIGNING_H
#define PAGES_SIGNING_H

#include "case_parts.h"

/* Of a signed record: whether it waits for somebody, who the second one was and where they judge
 * otherwise, and what is to be put into the journal. Of a second signature: the same for what it is
 * over. Nothing when there is none of this. */
void page_put_signing(const struct page *page, struct work *work, struct case_file *file,
                      const struct record *record);

/* Something that waits for a person, as a step to take. */
struct signing_step {
    const char *words;
    const char *because;
    struct place place;
};

/* What waits for this person's signature, what this person signed and waits for another's, and texts to
 * put into the journal; in the arena. Those behind the first `shown` are without words and place. */
size_t page_signing_steps(const struct page *page, struct work *work, struct case_file *file,
                          size_t shown, struct signing_step **step);

#endif
