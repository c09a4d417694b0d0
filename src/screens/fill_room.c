/* fill_room.c - the youth's own part: handing over the screen, and taking it back. */
#include "screens/fill.h"

void fill_ask_youth_begin(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_YOUTH_TITLE));
    fill_paragraph(&fill->panel.words, text(fill_lang(fill), T_FILL_YOUTH_WORDS));
    fill_option(fill, T_KEY_YES, T_FILL_YOUTH_YES, CHOICE_YES);
    fill_option(fill, T_KEY_NO, T_FILL_YOUTH_NO, CHOICE_NO);
}

void fill_chosen_youth_begin(struct fill *fill, int value, struct out *out)
{
    (void)out;
    fill->mode = MODE_FORM;
    form_view_set_youth(&fill->view, value == CHOICE_YES);
}

void fill_ask_youth_end(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_BACK_TITLE));
    fill_paragraph(&fill->panel.words, text(fill_lang(fill), T_FILL_BACK_WORDS));
}
