/**
 * Version of the arithmetic of this library, kept with every stored score. It changes when the same answers could give another
 * number, interval, refusal or verdict; a pure clean-up leaves it.
 */
export const SCORING_METHOD_VERSION = '1.0.0'
