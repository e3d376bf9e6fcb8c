/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/trust.h"

#include <math.h>

enum fnl_trust fnl_trust_judge(const struct fnl_moments *moments)
{
    if (moments->count < 20)
        return FNL_TRUST_FEW;
    if (!(moments->m2 > 0))
        return FNL_TRUST_CONSTANT;
    const double skewness = fabs(fnl_moments_skewness(moments));
    const double wanted = 25 * skewness * skewness;
    return skewness > 5 || wanted > (double)moments->count ? FNL_TRUST_SKEWED : FNL_TRUST_SOUND;
}
