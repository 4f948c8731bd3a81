/** Who may not see the operators' page may sign in as somebody who may. */
import { find } from "../dom";
import { sentence } from "../errors";
import { signIn } from "../people/session";

find("#sign-in").addEventListener("click", () => void enter());

async function enter(): Promise<void> {
  try {
    await signIn();
    location.reload();
  } catch (error) {
    find("#refused-problem").textContent = await sentence(error);
  }
}
