import * as Turbo from "@hotwired/turbo";
import { Application } from "@hotwired/stimulus";
import { afterVisits } from "./lib/visits.js";
import { listening } from "./lib/listening.js";
import { withToken } from "./lib/token.js";
import AutosubmitController from "./controllers/autosubmit_controller.js";
import CompleteController from "./controllers/complete_controller.js";
import CounterController from "./controllers/counter_controller.js";
import DensityController from "./controllers/density_controller.js";
import DialogController from "./controllers/dialog_controller.js";
import DraftController from "./controllers/draft_controller.js";
import EmbedController from "./controllers/embed_controller.js";
import FlashesController from "./controllers/flashes_controller.js";
import FocusController from "./controllers/focus_controller.js";
import ForgetController from "./controllers/forget_controller.js";
import MenusController from "./controllers/menus_controller.js";
import PreviewController from "./controllers/preview_controller.js";
import RowsController from "./controllers/rows_controller.js";
import ShortcutsController from "./controllers/shortcuts_controller.js";
import TagFieldController from "./controllers/tag_field_controller.js";
import ThemeController from "./controllers/theme_controller.js";

Turbo.config.drive.progressBarDelay = 250;

const application = Application.start();
application.register("autosubmit", AutosubmitController);
application.register("complete", CompleteController);
application.register("counter", CounterController);
application.register("density", DensityController);
application.register("dialog", DialogController);
application.register("draft", DraftController);
application.register("embed", EmbedController);
application.register("flashes", FlashesController);
application.register("focus", FocusController);
application.register("forget", ForgetController);
application.register("menus", MenusController);
application.register("preview", PreviewController);
application.register("rows", RowsController);
application.register("shortcuts", ShortcutsController);
application.register("tag-field", TagFieldController);
application.register("theme", ThemeController);

// chat.js is an entry of its own and joins this application rather than starting a second one.
globalThis.Callboard = { application, Turbo };

afterVisits();
listening();
withToken();
