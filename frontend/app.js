import "@hotwired/turbo";import {Application} from "@hotwired/stimulus"; window.x=Application
