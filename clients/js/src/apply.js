/**
 * The newer of two views of one payment, whichever way they came: never goes back, and gives
 * `state` itself where `next` says nothing new. Changes neither.
 *
 * @param state the view so far; null or undefined while there is none
 * @param next a view, or an update of `watchPayment`
 * @throws {TypeError} when `next` is no view, or one of another payment
 */
export function applyIfNewer(state, next) {
  const view = next?.payment ?? next;
  if (!Number.isSafeInteger(view?.version) || typeof view.id !== "string") {
    throw new TypeError("no view of a payment");
  }
  if (state === null || state === undefined) {
    return view;
  }
  if (state.id !== view.id) {
    throw new TypeError(`a view of ${view.id} where ${state.id} is kept`);
  }
  return view.version > state.version ? view : state;
}
