/** The studio's door: who connects comes to the own studio. */
import { connect } from "../actions/connect";
import { find } from "../dom";
import { watch } from "../wallet/wallet";

find("#studio-connect").addEventListener("click", () => void connect());
watch((session) => {
  if (session) location.replace(`/studio/${session.account}`);
});
