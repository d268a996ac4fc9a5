import ConversationController from "./controllers/conversation_controller.js";

globalThis.Callboard.application.register("conversation", ConversationController);
