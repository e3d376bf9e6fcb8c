/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/trust.h"

#include <math.h>

/* The standard deviation of the skewness of `count` normal values: Cramér (1946, section 29.3). */
static double skewness_error(double count)
{
    return sqrt(6 * (count - 2) / ((count + 1) * (count + 3)));
}

enum fnl_trust fnl_trust_judge(const struct fnl_moments *moments)
{
    if (moments->count < 20)
        return FNL_TRUST_FEW;
    if (!(moments->m2 > 0))
        return FNL_TRUST_CONSTANT;
    const double count = (double)moments->count;
    const double harmless = fmax(sqrt(count / 25), 3 * skewness_error(count));
    const double skewness = fabs(fnl_moments_skewness(moments));
    return skewness > fmin(harmless, 5) ? FNL_TRUST_SKEWED : FNL_TRUST_SOUND;
}
